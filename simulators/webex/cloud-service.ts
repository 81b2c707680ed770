import type { Core } from '../core/index.js'
import { routeByPath, type HttpService } from '../network/index.js'
import { calendarRoutes } from './calendar/calendar-routes.js'
import { catalogueRoutes } from './catalogue/catalogue-routes.js'
import { deviceRoutes } from './devices/device-routes.js'
import type { Fleet } from './fleet/create-fleet.js'
import { hybridRoutes } from './fleet/hybrid-routes.js'
import type { Caller } from './identity/caller.js'
import { identityRoutes } from './identity/identity-routes.js'
import { kmsRoutes } from './kms/kms-routes.js'
import type { Kms } from './kms/kms.js'
import type { Mercury } from './mercury/mercury.js'
import { metricsRoutes } from './metrics-routes.js'
import { organizationRoutes } from './people/organization-routes.js'
import { peopleRoutes } from './people/people-routes.js'
import type { Presence } from './presence/presence.js'
import { presenceRoutes } from './presence/presence-routes.js'
import { renderOAuthFault, renderRestFault } from './rest/render-fault.js'
import { createRestService } from './rest/rest-service.js'
import type { Route } from './rest/route.js'
import type { Api } from './rest/visit.js'
import { answeringRoutes } from './scheduling/answering-routes.js'
import { askingRoutes } from './scheduling/asking-routes.js'
import { membershipRoutes } from './spaces/membership-routes.js'
import { messageRoutes } from './spaces/message-routes.js'
import { roomRoutes } from './spaces/room-routes.js'

export interface CloudOptions {
  readonly core: Core
  readonly kms: Kms
  readonly mercury: Mercury
  readonly fleet: Fleet
  readonly presence: Presence
  readonly callerOf: (token: string) => Caller | undefined
  readonly report: (error: unknown) => void
}

/** A family of routes: where it begins, and as what the journal knows it. */
interface Family {
  readonly prefixes: readonly string[]
  readonly protocol: string
  readonly routes: readonly Route[]
  readonly renderFault?: Api['renderFault']
}

/** The whole cloud under one origin. What belongs to no family gets the JSON 404 of the public API. */
export function createCloudService(options: CloudOptions): HttpService {
  const { core, mercury, callerOf, report } = options
  const serve = ({ protocol, routes, renderFault = renderRestFault }: Family) =>
    createRestService(protocol, { core, protocol, routes, callerOf, report, renderFault })

  const rest = serve({ prefixes: ['/v1'], protocol: 'cloud-rest', routes: publicRoutes(options) })
  const families = otherFamilies(options).flatMap((family) => {
    const service = serve(family)
    return family.prefixes.map((prefix) => ({ prefix, service }))
  })
  const cloud = routeByPath('cloud', families, rest)
  return {
    name: 'cloud',
    handle: (exchange) => cloud.handle(exchange),
    upgrade: (upgrade) => mercury.upgrade(upgrade),
  }
}

function publicRoutes({ core }: CloudOptions): readonly Route[] {
  return [
    ...peopleRoutes(core),
    ...organizationRoutes(core),
    ...roomRoutes(core),
    ...membershipRoutes(core),
    ...messageRoutes(core),
    ...hybridRoutes(core.world),
  ]
}

function otherFamilies({ core, kms, fleet, presence }: CloudOptions): readonly Family[] {
  return [
    {
      prefixes: ['/idb/', '/v1/access_token'],
      protocol: 'cloud-idb',
      routes: identityRoutes(core),
      renderFault: renderOAuthFault,
    },
    { prefixes: ['/u2c/'], protocol: 'cloud-u2c', routes: catalogueRoutes(core) },
    { prefixes: ['/metrics/'], protocol: 'cloud-rest', routes: metricsRoutes() },
    { prefixes: ['/wdm/'], protocol: 'cloud-wdm', routes: deviceRoutes(core) },
    { prefixes: ['/encryption/'], protocol: 'cloud-rest', routes: kmsRoutes(kms) },
    {
      prefixes: ['/calendar/'],
      protocol: 'cloud-rest',
      routes: [...calendarRoutes(core), ...askingRoutes(core)],
    },
    { prefixes: ['/apheleia/'], protocol: 'cloud-rest', routes: presenceRoutes(core, presence) },
    { prefixes: ['/connector/v1/'], protocol: 'fleet', routes: [...fleet.routes, ...answeringRoutes(core)] },
  ]
}
