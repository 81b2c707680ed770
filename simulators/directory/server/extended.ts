import { downLevelName } from '../accounts/account.js'
import { EXTENSION } from '../ldap/extension.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import type { OperationAnswer, OperationCall } from './operation.js'

/** RFC 4511 4.12. StartTLS changes the socket after this answer has been sent; the connection sees to that. */
export function extended({ session, request }: OperationCall<'extended'>): OperationAnswer {
  switch (request.name) {
    case EXTENSION.whoAmI: {
      const { account } = session
      const value = account === undefined ? '' : `u:${downLevelName(account)}`
      return { final: { kind: 'extended', result: SUCCESS, value } }
    }
    case EXTENSION.startTls: {
      const outcome = session.secure ? result('operationsError') : SUCCESS
      return { final: { kind: 'extended', result: outcome, name: EXTENSION.startTls } }
    }
    default:
      return { final: { kind: 'extended', result: result('protocolError') } }
  }
}
