import type { Core } from '../core/index.js'
import { routeByPath, type SocketService } from '../network/index.js'
import { calendarRoutes } from './calendar/calendar-routes.js'
import { schedulerDataRoutes } from './calendar/scheduler-data-routes.js'
import { catalogueRoutes } from './catalogue/catalogue-routes.js'
import { userRoutes } from './control-hub/api/user-routes.js'
import type { ControlHub } from './control-hub/control-hub.js'
import { createHubService } from './control-hub/hub-service.js'
import { deviceRoutes } from './devices/device-routes.js'
import type { Fleet } from './fleet/create-fleet.js'
import type { Caller } from './identity/caller.js'
import { featureRoutes } from './features/feature-routes.js'
import { identityRoutes } from './identity/identity-routes.js'
import { keyServerRoutes } from './kms/key-server-routes.js'
import { kmsRoutes } from './kms/kms-routes.js'
import type { Kms } from './kms/kms.js'
import type { Mercury } from './mercury/mercury.js'
import { metricsRoutes } from './metrics-routes.js'
import type { CallTargets } from '../network/index.js'
import { avatarRoutes } from './people/avatar-routes.js'
import type { Presence } from './presence/presence.js'
import { presenceRoutes } from './presence/presence-routes.js'
import { publicRoutes } from './public-routes.js'
import { documentRoute } from './rest/describe-api.js'
import { renderScimFault } from './scim/render-scim-fault.js'
import { scimRoutes } from './scim/scim-routes.js'
import { directoryServiceRoutes } from './directory-service/directory-service-routes.js'
import { renderOAuthFault, renderPublicOAuthFault, renderRestFault } from './rest/render-fault.js'
import { RateLimiter, type RateLimit } from './rest/rate-limit.js'
import { createRestService } from './rest/rest-service.js'
import type { Route } from './rest/route.js'
import { restRefusal } from './rest/shapes.js'
import type { Api } from './rest/visit.js'
import { answeringRoutes } from './scheduling/answering-routes.js'
import { askingRoutes } from './scheduling/asking-routes.js'

export interface CloudOptions {
  readonly core: Core
  readonly kms: Kms
  readonly mercury: Mercury
  readonly fleet: Fleet
  readonly presence: Presence
  readonly callTargets: CallTargets
  /** How often one account may call the public API. */
  readonly rateLimit: RateLimit
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

const CONNECTOR_API = {
  path: '/connector/v1/openapi.json',
  title: 'Connector-facing cloud API',
  version: '1.0.0',
  description: "exwex's own design of the private API between a connector and the Webex cloud.",
}

/** The whole cloud under one origin. What belongs to no family gets the JSON 404 of the public API. */
export function createCloudService(options: CloudOptions): SocketService {
  const { core, mercury, callerOf, rateLimit, report } = options
  const serve = ({ protocol, routes, renderFault = renderRestFault }: Family) =>
    createRestService(protocol, { core, protocol, routes, callerOf, report, renderFault })

  const rest = createRestService('cloud-rest', {
    core,
    protocol: 'cloud-rest',
    routes: publicRoutes(options),
    rateLimiter: new RateLimiter(core.clock, rateLimit),
    callerOf,
    report,
    renderFault: renderRestFault,
  })
  const families = otherFamilies(options).flatMap((family) => {
    const service = serve(family)
    return family.prefixes.map((prefix) => ({ prefix, service }))
  })
  const hub = createHubService(hubOf(options), { callerOf, report })
  const cloud = routeByPath('cloud', [...families, { prefix: '/hub', service: hub }], rest)
  return {
    name: 'cloud',
    handle: (exchange) => cloud.handle(exchange),
    upgrade: (upgrade) => mercury.upgrade(upgrade),
  }
}

function hubOf({ core, fleet: { administration } }: CloudOptions): ControlHub {
  return { core, administration }
}

/** The API of connectors, and the OpenAPI document that describes it. */
function connectorRoutes(options: CloudOptions): readonly Route[] {
  const { core, fleet } = options
  const routes = [
    ...fleet.routes,
    ...answeringRoutes(core),
    ...userRoutes(hubOf(options)),
    ...directoryServiceRoutes(core),
  ]
  return [documentRoute(CONNECTOR_API, [{ routes, refusal: restRefusal }]), ...routes]
}

function otherFamilies(options: CloudOptions): readonly Family[] {
  const { core, fleet, kms, mercury, presence } = options
  return [
    {
      prefixes: ['/idb/'],
      protocol: 'cloud-idb',
      routes: identityRoutes(core),
      renderFault: renderOAuthFault,
    },
    {
      prefixes: ['/v1/access_token', '/v1/authorize'],
      protocol: 'cloud-idb',
      routes: identityRoutes(core),
      renderFault: renderPublicOAuthFault,
    },
    {
      prefixes: ['/identity/scim/'],
      protocol: 'cloud-rest',
      routes: scimRoutes(core, fleet.placement),
      renderFault: renderScimFault,
    },
    { prefixes: ['/u2c/'], protocol: 'cloud-u2c', routes: catalogueRoutes(core) },
    { prefixes: ['/avatar/'], protocol: 'cloud-rest', routes: avatarRoutes(core) },
    { prefixes: ['/metrics/'], protocol: 'cloud-rest', routes: metricsRoutes() },
    { prefixes: ['/wdm/'], protocol: 'cloud-wdm', routes: deviceRoutes(core, mercury) },
    { prefixes: ['/feature/'], protocol: 'cloud-rest', routes: featureRoutes(core) },
    {
      prefixes: ['/encryption/'],
      protocol: 'cloud-rest',
      routes: [...kmsRoutes(kms), ...keyServerRoutes(core, kms)],
    },
    {
      prefixes: ['/calendar/'],
      protocol: 'cloud-rest',
      routes: [...calendarRoutes(core), ...schedulerDataRoutes(core), ...askingRoutes(core)],
    },
    { prefixes: ['/apheleia/'], protocol: 'cloud-rest', routes: presenceRoutes(core, presence) },
    { prefixes: ['/connector/v1/'], protocol: 'fleet', routes: connectorRoutes(options) },
  ]
}
