import type { Core } from '../core/index.js'
import type { Fleet } from './fleet/create-fleet.js'
import { hybridRoutes } from './hybrid/hybrid-routes.js'
import { resourceGroupMembershipRoutes } from './hybrid/resource-group-membership-routes.js'
import { resourceGroupRoutes } from './hybrid/resource-group-routes.js'
import { identityRoutes } from './identity/identity-routes.js'
import { licenceRoutes } from './licences/licence-routes.js'
import { meetingsApiRoutes } from './meetings/routes.js'
import { organizationRoutes } from './organizations/organization-routes.js'
import { roleRoutes } from './organizations/role-routes.js'
import type { CallTargets } from '../network/index.js'
import { peopleAdministrationRoutes } from './people/administration-routes.js'
import { peopleRoutes } from './people/people-routes.js'
import { documentRoute } from './rest/describe-api.js'
import type { Route } from './rest/route.js'
import { restRefusal } from './rest/shapes.js'
import { scimRoutes } from './scim/scim-routes.js'
import { scimRefusal } from './scim/shapes.js'
import { contentRoutes } from './spaces/content-routes.js'
import { membershipRoutes } from './spaces/membership-routes.js'
import { messageRoutes } from './spaces/message-routes.js'
import { roomRoutes } from './spaces/room-routes.js'
import { eventRoutes } from './webhooks/event-routes.js'
import { webhookRoutes } from './webhooks/webhook-routes.js'

export interface PublicApi {
  readonly core: Core
  readonly fleet: Fleet
  /** Whom the cloud calls at addresses that its users name. */
  readonly callTargets: CallTargets
}

const DOCUMENT = {
  path: '/v1/openapi.json',
  title: 'Webex public REST, as exwex serves it',
  version: '1.0.0',
  description: 'The part of the public API of Webex (webexapis.com/v1) that the lab serves.',
}

/** The public API, and the OpenAPI document that describes it. */
export function publicRoutes(api: PublicApi): readonly Route[] {
  const routes = restRoutes(api)
  const oauth = identityRoutes(api.core).filter(({ path }) => path.startsWith('/v1/'))
  const described = [
    { routes: [...routes, ...oauth], refusal: restRefusal },
    { routes: scimRoutes(api.core, api.fleet.placement), refusal: scimRefusal },
  ]
  return [documentRoute(DOCUMENT, described), ...routes]
}

function restRoutes({ core, fleet, callTargets }: PublicApi): readonly Route[] {
  return [
    ...peopleRoutes(core),
    ...peopleAdministrationRoutes(core, fleet.placement),
    ...organizationRoutes(core),
    ...roleRoutes(),
    ...licenceRoutes(core, fleet.placement),
    ...roomRoutes(core),
    ...membershipRoutes(core),
    ...messageRoutes(core, callTargets),
    ...contentRoutes(core),
    ...meetingsApiRoutes(core),
    ...webhookRoutes(core),
    ...eventRoutes(core),
    ...hybridRoutes(core.world),
    ...resourceGroupRoutes(core.world),
    ...resourceGroupMembershipRoutes(core, fleet.administration.users),
  ]
}
