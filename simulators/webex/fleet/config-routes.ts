import { z } from 'zod'
import { put } from '../../core/index.js'
import { clusters, fleetConfigs, type FleetConfig } from '../records/fleet.js'
import { ok, type Answer } from '../rest/answer.js'
import { forbidden, notFound } from '../rest/rest-fault.js'
import { administrator, bearer, route, type Call, type Route } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'
import { FLEET_PATH } from './registration-routes.js'

const changeBody = z
  .strictObject({
    keywords: z.record(z.string().regex(/^@[a-z]+$/), z.enum(['myroom', 'space'])),
    defaultLanguage: z.string(),
    emailTemplate: z.string().nullable(),
    defaultSite: z.string(),
    joinButtonMinutes: z.number().int().positive(),
    features: z.record(z.string(), z.boolean()),
    ewsPollSeconds: z.number().int().positive(),
  })
  .partial()

/** The settings that all nodes of a cluster read. @source webex.md 15.2 */
export function configRoutes({ core: { world } }: FleetContext): readonly Route[] {
  const path = `${FLEET_PATH}/clusters/:clusterId/config`

  return [
    route({ method: 'GET', path, access: bearer(), handle: read }),
    route({ method: 'PATCH', path, access: administrator, body: changeBody, handle: change }),
  ]

  function read(call: Call<undefined, undefined>): Answer {
    const config = find(call)
    const etag = `"${config.configVersion}"`
    if (call.exchange.request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } }
    return ok(render(config), { etag })
  }

  function change(call: Call<z.output<typeof changeBody>, undefined>): Answer {
    const before = find(call)
    const changes = Object.fromEntries(Object.entries(call.body).filter(([, value]) => value !== undefined))
    const after: FleetConfig = { ...before, ...changes, configVersion: before.configVersion + 1 }
    world.commit({ cause: call.cause, reason: 'configuration changed', writes: [put(fleetConfigs, after)] })
    return ok(render(after), { etag: `"${after.configVersion}"` })
  }

  function find({ who, param }: Pick<Call<unknown, unknown>, 'who' | 'param'>): FleetConfig {
    const caller = who()
    const cluster = world.get(clusters, param('clusterId'))
    const config = world.get(fleetConfigs, param('clusterId'))
    if (cluster === undefined || config === undefined) throw notFound()
    const mayRead = caller.clusterId === cluster.id || caller.isFullAdministrator
    if (!mayRead || cluster.orgId !== caller.orgId) throw forbidden()
    return config
  }
}

function render({ clusterId: _, ...config }: FleetConfig): object {
  return config
}
