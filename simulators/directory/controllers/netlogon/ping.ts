import type { Filter } from '../../ldap/filter.js'
import { guidFromBytes } from '../../names/guid.js'
import { sidFromBytes } from '../../names/sid.js'

/** What a client that looks for a controller asks it: whether it is one of this domain, and knows this account. */
export interface Ping {
  readonly dnsDomain: string | undefined
  readonly domainGuid: string | undefined
  readonly domainSid: string | undefined
  readonly user: string | undefined
  /** Kinds of accounts that the user may be. */
  readonly accountControl: number | undefined
  /** Which forms of answer the client understands. */
  readonly version: number
}

const text = (value: Buffer): string => value.toString('utf8')
const number = (value: Buffer): number | undefined => (value.length === 4 ? value.readUInt32LE() : undefined)

/** What a ping can say; undefined for a value that cannot be. @source MS-ADTS 6.3.3, 6.3.3.1 */
const ELEMENTS: Readonly<Record<string, (value: Buffer) => string | number | undefined>> = {
  dnsdomain: text,
  host: text,
  dnshostname: text,
  user: text,
  aac: number,
  domainsid: sidFromBytes,
  domainguid: (value) => (value.length === 16 ? guidFromBytes(value) : undefined),
  ntver: number,
}

/** Reads the filter of a ping: a conjunction of equalities, each at most once. */
export function readPing(filter: Filter): Ping | undefined {
  if (filter.kind !== 'and') return undefined
  const said = new Map<string, string | number>()
  for (const one of filter.filters) {
    if (one.kind !== 'equal') return undefined
    const element = one.attribute.toLowerCase()
    const value = ELEMENTS[element]?.(one.value)
    if (value === undefined || said.has(element)) return undefined
    said.set(element, value)
  }
  const textOf = (element: string): string | undefined =>
    said.has(element) ? String(said.get(element)) : undefined
  const numberOf = (element: string): number | undefined =>
    said.has(element) ? Number(said.get(element)) : undefined
  return {
    dnsDomain: textOf('dnsdomain'),
    domainGuid: textOf('domainguid'),
    domainSid: textOf('domainsid'),
    user: textOf('user'),
    accountControl: numberOf('aac'),
    version: numberOf('ntver') ?? 0,
  }
}
