import { z } from 'zod'
import type { Wires } from '../wires.js'
import { route, type Route } from './route.js'
import { proxiedConnection } from './schemas.js'

/** What has gone through the lab's HTTP proxies. */
export function proxyRoutes({ proxies }: Wires): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/proxy/connections',
      summary: 'Which connections clients have asked the proxies for, and what became of them.',
      query: z.strictObject({
        via: z.string().optional().describe('The endpoint set of one proxy; default all.'),
      }),
      answer: z.array(proxiedConnection),
      handle: ({ query }) => proxies.ledger.list(query.via).map((connection) => ({ ...connection })),
    }),
  ]
}
