import { z } from 'zod'
import type { People, Person } from '../../ports/webex.js'
import type { CloudClient } from './rest.js'

const list = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), orgId: z.string() })) })

/** People by the public REST API. Answers are remembered: an address does not change its owner. @source webex.md 6 */
export function createPeople(client: CloudClient, hydra: string): People {
  const known = new Map<string, Person>()
  return {
    find: async (address) => {
      const key = address.toLowerCase()
      const url = `${hydra}/people?email=${encodeURIComponent(key)}`
      const found = known.get(key) ?? toPerson(list.parse(await client.call({ method: 'GET', url })).items[0])
      if (found !== null) known.set(key, found)
      return found
    },
  }
}

function toPerson(item: { id: string; orgId: string } | undefined): Person | null {
  return item === undefined ? null : { id: fromHydraId(item.id), orgId: fromHydraId(item.orgId) }
}

/** The UUID inside a public id: base64 of `ciscospark://{cluster}/{TYPE}/{uuid}`. @source webex.md 2 */
export function fromHydraId(id: string): string {
  const uri = Buffer.from(id, 'base64').toString('utf8')
  return uri.startsWith('ciscospark://') ? uri.slice(uri.lastIndexOf('/') + 1) : id
}
