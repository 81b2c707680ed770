import { downLevelName } from '../accounts/account.js'
import { inappropriateBind, unknownExtension } from '../ldap/diagnostics.js'
import { EXTENSION } from '../ldap/extension.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import type { Session } from './session.js'

/** RFC 4511 4.12. StartTLS changes the socket after this answer has been sent; the connection sees to that. */
export function extended({ session, request }: OperationCall<'extended'>): OperationAnswer {
  switch (request.name) {
    case EXTENSION.whoAmI: {
      const { account } = session
      const value = account === undefined ? '' : `u:${downLevelName(account)}`
      return { final: { kind: 'extended', result: SUCCESS, value } }
    }
    case EXTENSION.startTls:
      return answer(startTls(session), EXTENSION.startTls)
    case EXTENSION.fastBind:
      return answer(fastBind(session), EXTENSION.fastBind)
    default:
      return answer(unknownExtension())
  }
}

/** Not twice, not under a layer of SASL, and not while something stays open. @source RFC 4511 4.14.1 */
function startTls({ secure, hasLayer, outstanding }: Session): LdapResult {
  return secure || hasLayer || outstanding.staying > 0 ? result('operationsError') : SUCCESS
}

/** From now on binds only try passwords. Who is signed in cannot begin it. @source MS-ADTS 5.1.1.4 */
function fastBind(session: Session): LdapResult {
  if (session.account !== undefined) return inappropriateBind()
  session.isFastBind = true
  return SUCCESS
}

function answer(extendedResult: LdapResult, name?: string): OperationAnswer {
  return { final: { kind: 'extended', result: extendedResult, ...(name === undefined ? {} : { name }) } }
}
