import type { Answer, Question, StringAnswer } from 'dns-packet'
import { isIPv6 } from 'node:net'
import { DEFAULT_TTL_SECONDS, type DnsRecord, type DnsZone, type ZoneData } from './record.js'

/** What the lab's zones say to a question. `REFUSED`: the name is in none of them. */
export interface Found {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED'
  readonly answers: readonly Answer[]
  readonly authorities: readonly Answer[]
  readonly additionals: readonly Answer[]
}

/** An alias that points to itself is followed no further than this. */
const MAX_ALIASES = 8

/** @inferred Refresh and retry times as Active Directory's DNS gives them; nobody transfers these zones. */
const SOA = { refresh: 900, retry: 600, expire: 86_400, minimum: 60 } as const

const NOTHING = { answers: [], authorities: [], additionals: [] } as const

/**
 * Looks a question up in the lab's zones. `address` is the one at which the asker reaches the lab. A name without
 * records of the asked type gets the zone's SOA, as does one that does not exist. @source RFC 1034 4.3.2, RFC 2308 2
 */
export function lookUp({ zones, records }: ZoneData, question: Question, address: string): Found {
  const answers: Answer[] = []
  const sought = { zones, records, address, type: question.type as string }
  let name = question.name.toLowerCase()

  for (let aliases = 0; aliases <= MAX_ALIASES; aliases++) {
    const zone = zoneOf(zones, name)
    if (zone === undefined) return answers.length > 0 ? found(answers, []) : { ...NOTHING, rcode: 'REFUSED' }
    const own = recordsOf(sought, name)
    if (own === undefined) return { ...negative(zone, answers), rcode: 'NXDOMAIN' }

    const rendered = own.flatMap((record) => render(record, name, address)).concat(zoneRecords(zone, name))
    const matching = rendered.filter(({ type }) => type === sought.type)
    if (matching.length > 0) return found([...answers, ...matching], additionalsFor(matching, sought))
    const alias = rendered.find(isAlias)
    if (alias === undefined) return { ...negative(zone, answers), rcode: 'NOERROR' }
    answers.push(alias)
    name = alias.data.toLowerCase()
  }
  return found(answers, [])
}

interface Sought extends ZoneData {
  readonly address: string
  readonly type: string
}

function isAlias(answer: Answer): answer is StringAnswer {
  return answer.type === 'CNAME'
}

function found(answers: readonly Answer[], additionals: readonly Answer[]): Found {
  return { rcode: 'NOERROR', answers, authorities: [], additionals }
}

function negative(zone: DnsZone, answers: readonly Answer[]) {
  return { answers, authorities: [soaOf(zone)], additionals: [] }
}

/** The closest zone above a name. */
function zoneOf(zones: readonly DnsZone[], name: string): DnsZone | undefined {
  return zones
    .filter((zone) => isAtOrBelow(name, zone.name))
    .reduce<DnsZone | undefined>(
      (closest, zone) => (zone.name.length > (closest?.name.length ?? -1) ? zone : closest),
      undefined,
    )
}

/** The records of a name, none for a name that has only others below it; undefined when there is no such name. */
function recordsOf({ zones, records }: ZoneData, name: string): readonly DnsRecord[] | undefined {
  const own = records.filter((record) => record.name.toLowerCase() === name)
  if (own.some(({ type }) => type === 'NXDOMAIN')) return undefined
  if (own.length > 0) return own
  const exists = records.some((record) => isAtOrBelow(record.name.toLowerCase(), name))
  if (exists || zones.some((zone) => zone.name === name)) return []
  const wild = records.filter((record) => isWildcardFor(record.name.toLowerCase(), name))
  return wild.length > 0 ? wild : undefined
}

function isAtOrBelow(name: string, above: string): boolean {
  return name === above || name.endsWith(`.${above}`)
}

function isWildcardFor(pattern: string, name: string): boolean {
  return pattern.startsWith('*.') && name.endsWith(pattern.slice(1))
}

function render(record: DnsRecord, name: string, address: string): readonly Answer[] {
  const ttl = record.ttl ?? DEFAULT_TTL_SECONDS
  if (record.type === 'NXDOMAIN') return []
  if (record.type === 'HOST') return [{ type: isIPv6(address) ? 'AAAA' : 'A', name, ttl, data: address }]
  return [{ type: record.type, name, ttl, data: record.data } as Answer]
}

function zoneRecords(zone: DnsZone, name: string): readonly Answer[] {
  if (name !== zone.name) return []
  return [soaOf(zone), { type: 'NS', name, ttl: DEFAULT_TTL_SECONDS, data: zone.nameServer }]
}

function soaOf({ name, nameServer }: DnsZone): Answer {
  const data = { mname: nameServer, rname: `hostmaster.${name}`, serial: 1, ...SOA }
  return { type: 'SOA', name, ttl: SOA.minimum, data }
}

/** The addresses of the hosts that the answers name, so that nobody has to ask again. */
function additionalsFor(answers: readonly Answer[], { records, zones, address }: Sought): readonly Answer[] {
  const named = answers.flatMap((answer) => {
    if (answer.type === 'SRV') return [answer.data.target]
    if (answer.type === 'MX') return [answer.data.exchange]
    return answer.type === 'NS' ? [answer.data] : []
  })
  return [...new Set(named.map((name) => name.toLowerCase()))].flatMap((name) =>
    (recordsOf({ zones, records }, name) ?? [])
      .flatMap((record) => render(record, name, address))
      .filter(({ type }) => type === 'A' || type === 'AAAA'),
  )
}
