import { formatMilliseconds, instant } from '../../core/index.js'
import { preregistrations, type Preregistration } from '../records/fleet.js'
import type { Administrator } from './administration/administrator.js'
import type { PendingView } from './administration/views.js'
import type { FleetContext } from './fleet-context.js'
import { allow, openPreregistration, preregister, type Announcement } from './registration.js'

/** Announcing resources and allowing their hosts to register. @source webex.md 15.1, hybrid-calendar.md HC-200, HC-201 */
export interface RegistrationDesk {
  announce(by: Administrator, resource: Omit<Announcement, 'orgId'>): Promise<Announced>
  /** Presses Allow for the host that was given the token; the code is what the browser carries to it. */
  allow(by: Administrator, bootstrapToken: string): Promise<string>
  /** What was announced and not claimed yet. */
  pending(by: Administrator): readonly PendingView[]
}

export interface Announced {
  readonly clusterId: string
  readonly bootstrapToken: string
  readonly expires: string
  /** Where the administrator's browser goes next. */
  readonly registrationUrl: string
}

export function createRegistrationDesk(context: FleetContext): RegistrationDesk {
  const { world, clock } = context.core

  return {
    async announce({ orgId, cause }, resource) {
      const { clusterId, bootstrapToken, expires } = await preregister(context, { orgId, ...resource }, cause)
      return {
        clusterId,
        bootstrapToken,
        expires: formatMilliseconds(instant(expires)),
        registrationUrl: `https://${resource.hostname}/hybridservices?bootstrapToken=${bootstrapToken}`,
      }
    },
    allow: async ({ cause }, bootstrapToken) =>
      allow(context, await openPreregistration(context, bootstrapToken), cause),
    pending: ({ orgId }) =>
      [...world.by(preregistrations, 'organization', orgId)]
        .map(({ record }) => record)
        .filter(({ isUsed }) => !isUsed)
        .map(render),
  }

  function render(announced: Preregistration): PendingView {
    const { clusterId, displayName, hostname, resourceGroupId, codeHash, expires } = announced
    const open = codeHash === null ? 'announced' : 'allowed'
    return {
      clusterId,
      displayName,
      hostname,
      resourceGroupId,
      state: expires > clock.now() ? open : 'expired',
      expires: formatMilliseconds(expires),
    }
  }
}
