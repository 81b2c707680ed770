import { LabError, type Ids } from '../../core/index.js'
import type { DnsRecord, ZoneData } from '../../network/index.js'

/** A record that somebody has added to the lab's own. */
export interface AddedRecord {
  readonly id: string
  readonly record: DnsRecord
}

/**
 * What has been added to the lab's DNS. An added record stands in the place of the lab's own of the same name and
 * type; one for a name outside of the lab's zones opens a zone of that name.
 */
export class AddedRecords {
  readonly #ids: Ids
  #added: readonly AddedRecord[] = []

  constructor(ids: Ids) {
    this.#ids = ids
  }

  list(): readonly AddedRecord[] {
    return this.#added
  }

  add(record: DnsRecord): AddedRecord {
    const added = { id: `dns-${this.#ids.count('dns')}`, record }
    this.#added = [...this.#added, added]
    return added
  }

  remove(id: string): void {
    const left = this.#added.filter((added) => added.id !== id)
    if (left.length === this.#added.length) {
      throw new LabError('DNS_RECORD_UNKNOWN', {
        message: `No record "${id}" has been added.`,
        hint: 'GET /v1/dns/records lists those that have; the lab\'s own can be hidden by adding "NXDOMAIN".',
      })
    }
    this.#added = left
  }

  clear(): void {
    this.#added = []
  }

  /** The lab's own data with what has been added. */
  over({ zones, records }: ZoneData): ZoneData {
    const added = this.#added.map(({ record }) => record)
    const isReplaced = (own: DnsRecord) =>
      added.some(
        ({ name, type }) => name.toLowerCase() === own.name.toLowerCase() && replaces(type, own.type),
      )
    const isKnown = (name: string) =>
      zones.some((zone) => name === zone.name || name.endsWith(`.${zone.name}`))
    const outside = added.map(({ name }) => name.toLowerCase()).filter((name) => !isKnown(name))
    const [own] = zones
    return {
      zones: [...zones, ...outside.map((name) => ({ name, nameServer: own?.nameServer ?? name }))],
      records: [...records.filter((record) => !isReplaced(record)), ...added],
    }
  }
}

/** A host of the lab is an address, and where an alias is, nothing else can be. @source RFC 1034 3.6.2 */
function replaces(added: DnsRecord['type'], own: DnsRecord['type']): boolean {
  const isAddress = added === 'A' || added === 'AAAA' || added === 'HOST'
  return added === own || added === 'CNAME' || own === 'CNAME' || (isAddress && own === 'HOST')
}
