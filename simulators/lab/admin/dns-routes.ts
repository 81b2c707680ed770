import { z } from 'zod'
import type { DnsRecord } from '../../network/index.js'
import type { AddedRecord } from '../addresses/added-records.js'
import type { Wires } from '../wires.js'
import { route, type Route } from './route.js'
import { addedDnsRecord, dnsAnswer, dnsRecord } from './schemas.js'

/** The records of the lab's DNS. */
export function dnsRoutes(wires: Wires): readonly Route[] {
  const { added } = wires.names
  return [
    route({
      method: 'get',
      path: '/v1/dns/records',
      summary: "What the lab's DNS says.",
      answer: dnsAnswer,
      handle() {
        const { zones, records } = wires.zoneData()
        return {
          zones: zones.map(({ name }) => name),
          records: records.map(shown),
          added: added.list().map(shownAdded),
        }
      },
    }),
    route({
      method: 'post',
      path: '/v1/dns/records',
      summary: "Adds a record, in place of the lab's own of that name and type.",
      body: dnsRecord,
      answer: addedDnsRecord,
      handle: ({ body: { ttl, ...record } }) =>
        shownAdded(added.add((ttl === undefined ? record : { ...record, ttl }) as DnsRecord)),
    }),
    route({
      method: 'delete',
      path: '/v1/dns/records',
      summary: 'Removes all records that have been added.',
      handle: () => added.clear(),
    }),
    route({
      method: 'delete',
      path: '/v1/dns/records/{id}',
      summary: 'Removes one record that has been added.',
      params: z.strictObject({ id: z.string() }),
      handle: ({ params }) => added.remove(params.id),
    }),
  ]
}

function shown(record: DnsRecord): z.input<typeof dnsRecord> {
  return { ...record }
}

function shownAdded({ id, record }: AddedRecord): z.input<typeof addedDnsRecord> {
  return { id, record: shown(record) }
}
