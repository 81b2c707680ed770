import { accessDenied, willNotPerform } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import type { Session } from './session.js'
import { mayWriteAnywhere } from './write-access.js'

/**
 * What is done by writing an attribute of the root. The schema follows its naming context by itself, and there is
 * nothing to collect or to check, so that these have no more to do than to succeed.
 * @source MS-ADTS 3.1.1.3.3
 */
const OPERATIONS: ReadonlySet<string> = new Set([
  'schemaupdatenow',
  'dogarbagecollection',
  'recalchierarchy',
  'invalidateridpool',
  'checkphantoms',
  'dolinkcleanup',
  'doonlinedefrag',
  'fixupinheritance',
  'updatecachedmemberships',
  'invalidategccache',
])

export function operateOnRoot(session: Session, modifications: readonly Modification[]): LdapResult {
  const isKnown = modifications.every(
    ({ kind, attribute }) =>
      (kind === 'add' || kind === 'replace') && OPERATIONS.has(attribute.type.toLowerCase()),
  )
  if (!isKnown || modifications.length === 0) return willNotPerform()
  return mayWriteAnywhere(session) ? SUCCESS : accessDenied()
}
