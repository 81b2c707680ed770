import { z } from 'zod'
import { put, remove, type Core } from '../../core/index.js'
import { keyServers } from '../records/kms.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { invalid, notFound } from '../rest/rest-fault.js'
import { administrator, route, type Call, type Route } from '../rest/route.js'
import type { Kms } from './kms.js'
import { KMS_HOST } from './kms-uri.js'

const KEY_SERVER_PATH = '/encryption/api/v1/keyServer'

const serverBody = z.strictObject({
  host: z.hostname().refine((host) => host !== KMS_HOST, 'is that of the cloud'),
  isReachable: z.boolean().default(true),
})

type ServerBody = z.output<typeof serverBody>

/**
 * The key management server of the administrator's organization: Hybrid Data Security gives it one on its premises.
 * Clients get to know it by `kmsCluster`; keys of before stay where they are. @source webex.md 9 @inferred our design:
 * how the real cloud is told
 */
export function keyServerRoutes({ world }: Core, kms: Kms): readonly Route[] {
  const access = administrator
  return [
    route({
      method: 'GET',
      path: KEY_SERVER_PATH,
      access,
      handle({ who }) {
        const own = world.get(keyServers, who().orgId)
        if (own === undefined) throw notFound()
        return ok({ host: own.host, isReachable: own.isReachable })
      },
    }),
    route({ method: 'PUT', path: KEY_SERVER_PATH, access, body: serverBody, handle: set }),
    route({ method: 'DELETE', path: KEY_SERVER_PATH, access, handle: giveUp }),
    route({ method: 'POST', path: `${KEY_SERVER_PATH}/rotate`, access, handle: rotate }),
  ]

  function set({ body, who, cause }: Call<ServerBody, undefined>): Answer {
    const { orgId } = who()
    const holder = world.one(keyServers, 'host', body.host)
    if (holder !== undefined && holder.orgId !== orgId) throw invalid('host: is that of another organization')
    world.commit({ cause, reason: 'key server changed', writes: [put(keyServers, { orgId, ...body })] })
    return ok(body)
  }

  function giveUp({ who, cause }: Call<undefined, undefined>): Answer {
    const { orgId } = who()
    if (world.get(keyServers, orgId) === undefined) throw notFound()
    world.commit({ cause, reason: 'key server given up', writes: [remove(keyServers, orgId)] })
    return noContent
  }

  /** Gives the server a new long-lived key. */
  async function rotate({ who }: Call<undefined, undefined>): Promise<Answer> {
    await kms.clusterOf(who().orgId).rotate()
    return noContent
  }
}
