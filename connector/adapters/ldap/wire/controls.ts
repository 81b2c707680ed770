import { integer, malformed, octets, readElement, readElements, readInteger, sequence } from './ber.js'
import type { Control, Result } from './message.js'

const OID = {
  paged: '1.2.840.113556.1.4.319',
  dirSync: '1.2.840.113556.1.4.841',
  domainScope: '1.2.840.113556.1.4.1339',
} as const

/** Keeps referrals to other domains away: each domain has a synchronizer of its own. @source ldap.md 5 */
export const domainScope: Control = { oid: OID.domainScope, isCritical: false, value: null }

/** @source RFC 2696 */
export function pagedResults(size: number, cookie: Buffer): Control {
  return { oid: OID.paged, isCritical: true, value: sequence(integer(size), octets(cookie)) }
}

/** Where the next page begins; null behind the last one. */
export function nextPage({ controls }: Result): Buffer | null {
  const parts = partsOf(controls, OID.paged)
  const cookie = parts?.[1]?.content
  return cookie === undefined || cookie.length === 0 ? null : cookie
}

/** What a DirSync request may ask for. @source ldap.md 6 */
const DIRSYNC_FLAGS = { objectSecurity: 0x1, ancestorsFirst: 0x800, incrementalValues: -0x80000000 } as const

/** How many octets of changes one answer may hold; the rest comes with the next. @inferred */
const MAX_BYTES = 1_048_576

export interface DirSyncRequest {
  readonly cookie: Buffer
  /** Asks for what the account may read, by which it needs no right to replicate. */
  readonly isLimited: boolean
}

/** @source ldap.md 6; MS-ADTS 3.1.1.3.4.1.3 */
export function dirSync({ cookie, isLimited }: DirSyncRequest): Control {
  const { objectSecurity, ancestorsFirst, incrementalValues } = DIRSYNC_FLAGS
  const flags = (incrementalValues | ancestorsFirst | (isLimited ? objectSecurity : 0)) >> 0
  const value = sequence(integer(flags), integer(MAX_BYTES), octets(cookie))
  return { oid: OID.dirSync, isCritical: true, value }
}

export interface DirSyncAnswer {
  readonly hasMore: boolean
  readonly cookie: Buffer
}

/** @throws ConnectorError UNEXPECTED_ANSWER when the server did not answer the control. */
export function readDirSync({ controls }: Result): DirSyncAnswer {
  const [more, , cookie] = partsOf(controls, OID.dirSync) ?? []
  if (cookie === undefined) throw malformed()
  return { hasMore: readInteger(more?.content) !== 0, cookie: cookie.content }
}

function partsOf(controls: readonly Control[], oid: string) {
  const value = controls.find((control) => control.oid === oid)?.value
  if (value == null) return undefined
  const read = readElement(value)
  return read === null ? undefined : readElements(read.element.content)
}
