import { z } from 'zod'
import { put, type Write } from '../../core/index.js'
import { clusters, fleetConfigs, type Cluster, type FleetConfig } from '../records/fleet.js'
import { ok, type Answer } from '../rest/answer.js'
import { forbidden, notFound } from '../rest/rest-fault.js'
import { administrator, bearer, route, type Call, type Route } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'
import { FLEET_PATH } from './fleet-path.js'
import { settingsWrites } from './settings/change-settings.js'
import { settingsOf } from './settings/settings-of.js'
import { emailTemplate, joinButtonMinutes, language } from './settings/settings-shapes.js'

const config = z
  .strictObject({
    keywords: z.record(z.string().regex(/^@[a-z]+$/), z.enum(['myroom', 'space'])),
    defaultLanguage: language.nullable(),
    emailTemplate: emailTemplate.nullable(),
    joinButtonMinutes,
    defaultSite: z.string(),
    features: z.record(z.string(), z.boolean()),
    ewsPollSeconds: z.number().int().positive(),
  })
  .meta({ id: 'ClusterConfig' })

const configChange = config.partial()
const configAnswer = config.extend({ configVersion: z.int() })
type ConfigChange = z.output<typeof configChange>

interface Found {
  readonly cluster: Cluster
  readonly config: FleetConfig
}

/** The settings that all nodes of a cluster read: its own, and those of its organization. @source webex.md 15.2 */
export function configRoutes({ core }: FleetContext): readonly Route[] {
  const { world } = core
  const path = `${FLEET_PATH}/clusters/:clusterId/config`

  return [
    route({
      method: 'GET',
      path,
      summary: 'Reads the configuration of a cluster',
      access: bearer(),
      answers: { 200: configAnswer, 304: null },
      handle: read,
    }),
    route({
      method: 'PATCH',
      path,
      summary: 'Changes the configuration of a cluster and of its organization',
      access: administrator,
      body: configChange,
      answers: { 200: configAnswer },
      handle: change,
    }),
  ]

  function read(call: Call<undefined, undefined>): Answer {
    const found = find(call)
    const etag = `"${found.config.configVersion}"`
    if (call.exchange.request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } }
    return ok(render(found), { etag })
  }

  function change(call: Call<ConfigChange, undefined>): Answer {
    const writes = configWrites(find(call), call.body)
    world.commit({ cause: call.cause, reason: 'configuration changed', writes })
    const after = find(call)
    return ok(render(after), { etag: `"${after.config.configVersion}"` })
  }

  /** What is the organization's changes for all of its clusters. @source hybrid-calendar.md HC-077, HC-209 */
  function configWrites({ cluster, config }: Found, body: ConfigChange): readonly Write[] {
    const { defaultSite, features, ewsPollSeconds, ...organizations } = body
    const own = defined({ defaultSite, features, ewsPollSeconds })
    const shared = defined(organizations)
    const changed = { ...config, ...own, configVersion: config.configVersion + 1 }
    return [
      ...(Object.keys(shared).length === 0 ? [] : settingsWrites(core, cluster.orgId, shared)),
      put(fleetConfigs, changed),
    ]
  }

  function find({ who, param }: Pick<Call<unknown, unknown>, 'who' | 'param'>): Found {
    const caller = who()
    const cluster = world.get(clusters, param('clusterId'))
    const config = world.get(fleetConfigs, param('clusterId'))
    if (cluster === undefined || config === undefined) throw notFound()
    const mayRead = caller.clusterId === cluster.id || caller.isFullAdministrator
    if (!mayRead || cluster.orgId !== caller.orgId) throw forbidden()
    return { cluster, config }
  }

  function render({ cluster, config: { clusterId: _, ...own } }: Found): object {
    const { keywords, defaultLanguage, emailTemplate, joinButtonMinutes } = settingsOf(world, cluster.orgId)
    return { ...own, keywords, defaultLanguage, emailTemplate, joinButtonMinutes }
  }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}
