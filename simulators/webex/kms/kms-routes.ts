import { z } from 'zod'
import { accepted, ok } from '../rest/answer.js'
import { bearer, route, type Route } from '../rest/route.js'
import type { Kms } from './kms.js'

const kmsMessages = z.looseObject({
  destination: z.string(),
  kmsMessages: z.array(z.string()).min(1).max(50),
})

/** `/encryption/api/v1/kms`: the way to the KMS; its answers come over Mercury. @source webex.md 9 */
export function kmsRoutes(kms: Kms): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/encryption/api/v1/kms/:userId',
      access: bearer('spark:all', 'spark:kms'),
      handle: async ({ who }) => {
        const cluster = kms.clusterOf(who().orgId)
        const { publicJwk } = await cluster.staticKey()
        return ok({ kmsCluster: cluster.uri, rsaPublicKey: JSON.stringify(publicJwk) })
      },
    }),
    route({
      method: 'POST',
      path: '/encryption/api/v1/kms/messages',
      access: bearer('spark:all', 'spark:kms'),
      body: kmsMessages,
      async handle({ body, exchange, entryId, cause }) {
        const carrier = { entryId, cause, via: exchange.endpoints.name, connection: exchange.id }
        for (const message of body.kmsMessages) await kms.receive(message, carrier)
        return accepted({})
      },
    }),
  ]
}
