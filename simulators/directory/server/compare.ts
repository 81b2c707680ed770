import { badName, bindRequired, noSuchObject } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { equality } from '../search/assertion.js'
import { resolveName } from '../search/resolve-name.js'
import { readRootDse } from '../search/root-dse.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import type { Session } from './session.js'
import { referralTo } from './write-access.js'
import { writtenAttribute } from './written-values.js'

/** RFC 4511 4.10. What cannot be compared is not equal. @observed a domain controller with unknown attributes */
export function compare(call: OperationCall<'compare'>): OperationAnswer {
  return { final: { kind: 'compare', result: outcome(call) } }
}

function outcome({ session, request }: OperationCall<'compare'>): LdapResult {
  const { view } = session
  if (request.dn.trim() === '') return truth(isInRoot(session, request.attribute, request.value))
  if (session.account === undefined) return bindRequired()
  const resolved = resolveName(view.tree, request.dn)
  switch (resolved.kind) {
    case 'malformed':
      return badName(request.dn)
    case 'foreign':
      return referralTo(resolved.dn)
    case 'missing':
      return noSuchObject(resolved.nearest === undefined ? '' : view.tree.nameOf(resolved.nearest))
    case 'entry': {
      const attribute = writtenAttribute(view.tree, request.attribute)
      const isComparable = attribute !== undefined && !attribute.isConstructed
      return truth(isComparable && equality(view, attribute.name, request.value)(resolved.entry) === true)
    }
  }
}

function truth(isEqual: boolean): LdapResult {
  return result(isEqual ? 'compareTrue' : 'compareFalse')
}

function isInRoot({ view, clock, account }: Session, name: string, value: Buffer): boolean {
  const wanted = value.toString('utf8').toLowerCase()
  return readRootDse({ tree: view.tree, clock, account }, [name]).some(({ values }) =>
    values.some((one) => one.toString().toLowerCase() === wanted),
  )
}
