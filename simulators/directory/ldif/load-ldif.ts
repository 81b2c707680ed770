import { LabError, type Clock } from '../../core/index.js'
import { ridPools } from '../accounts/rid-pool.js'
import { RESULT } from '../ldap/result-code.js'
import type { LdapResult } from '../ldap/response.js'
import type { Directory } from '../create-directory.js'
import { perform } from '../server/operations.js'
import { createSession, type Session } from '../server/session.js'
import { parseLdif, type LdifChange } from './parse-ldif.js'

/** The relative id of the account that every domain begins with. @source MS-DTYP 2.4.2.4 */
const ADMINISTRATOR = 500

/** LDIF and the name of where it is from, for errors. */
export interface LdifSource {
  readonly file: string
  readonly text: string
}

/**
 * Makes the changes of LDIF files, in their order, as an administrator's LDAP client would over TLS: what such a client
 * may not write is refused.
 *
 * @throws LabError LDIF_INVALID, LDIF_REFUSED with file and line; what stands before has been done
 */
export function loadLdif(directory: Directory, clock: Clock, sources: readonly LdifSource[]): void {
  const session = administratorSession(directory, clock)
  for (const { file, text } of sources) {
    for (const change of parseLdif(text, file)) {
      const result = performChange(session, change)
      if (result.code !== RESULT.success) throw refused(`${file}:${change.line}`, change, result)
    }
  }
}

function performChange(session: Session, { request, controls }: LdifChange): LdapResult {
  switch (request.kind) {
    case 'add':
      return perform('add', { session, request, controls }).final.result
    case 'modify':
      return perform('modify', { session, request, controls }).final.result
    case 'delete':
      return perform('delete', { session, request, controls }).final.result
    case 'rename':
      return perform('rename', { session, request, controls }).final.result
  }
}

function administratorSession(directory: Directory, clock: Clock): Session {
  const { tree, accounts } = directory
  const session = createSession({
    clock,
    directory,
    view: { tree, isGlobalCatalog: false, exchangeOrigin: '' },
    secure: true,
  })
  const domainSid = tree.world.get(ridPools, 'domain')?.domainSid ?? ''
  session.account = accounts.bySid(`${domainSid}-${ADMINISTRATOR}`)
  return session
}

function refused(place: string, { request }: LdifChange, { code, diagnosticMessage }: LdapResult): LabError {
  const name = Object.entries(RESULT).find(([, number]) => number === code)?.[0] ?? ''
  const said = diagnosticMessage.replaceAll('\0', '').trim()
  return new LabError('LDIF_REFUSED', {
    message: `${place}: the directory refuses to ${request.kind} "${request.dn}": ${code} ${name}${said === '' ? '' : ` (${said})`}.`,
    hint: 'Objects above have to exist, and so do classes, attributes and objects that it names.',
  })
}
