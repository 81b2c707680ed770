import type { Core } from '../../core/index.js'
import type { Kms } from '../kms/kms.js'
import { FLEET_STREAM } from '../records/fleet.js'
import type { Route } from '../rest/route.js'
import { assignmentRoutes } from './assignment-routes.js'
import { authorizeRoutes } from './authorize-routes.js'
import { configRoutes } from './config-routes.js'
import { discoveryRoutes } from './discovery-routes.js'
import type { FleetContext } from './fleet-context.js'
import { heartbeatRoutes } from './heartbeat-routes.js'
import { joinDetailsRoutes } from './join-details-routes.js'
import { FLEET_LIMITS, type FleetLimits } from './limits.js'
import { meetingRoutes } from './meeting-routes.js'
import { outOfOfficeRoutes } from './out-of-office-routes.js'
import { versioned } from './api-version.js'
import { createThreshold } from './alarms/threshold.js'
import { createAdministration, type FleetAdministration } from './administration.js'
import { clusterRoutes } from './administration/cluster-routes.js'
import { organizationRoutes } from './administration/organization-routes.js'
import { watchAlarmMails } from './mails/alarm-mails.js'
import { createPlacement, type Placement } from './placement/placement.js'
import { DEFAULT_ERA, ERA_LIMITS, type Era } from './profile.js'
import { registrationRoutes } from './registration-routes.js'
import { allow, openPreregistration, preregister } from './registration.js'
import { watchSilence } from './silence.js'
import { createZones } from '../../core/zones/zones.js'
import { createPackageSigner } from './software/package-signer.js'
import { createSoftwareDesk } from './software/software-desk.js'
import { softwareRoutes } from './software/software-routes.js'
import { createUpgrades } from './software/upgrades.js'
import { userRoutes } from './user-routes.js'

export interface FleetOptions {
  readonly core: Core
  readonly kms: Kms
  readonly caPem: string
  /** Default: 2019. */
  readonly era?: Era
  readonly limits?: Partial<FleetLimits>
}

/** What a host is given to register with. */
export interface Permission {
  readonly bootstrapToken: string
  readonly code: string
}

/** The hybrid fleet: `/connector/v1`, and what watches over its nodes. @source webex.md 15 */
export interface Fleet extends Disposable {
  readonly routes: readonly Route[]
  readonly placement: Placement
  /** What Control Hub does. */
  readonly administration: FleetAdministration
  /** Announces a resource and presses Allow, as an administrator does in Control Hub. */
  permit(announced: { orgId: string; displayName: string; hostname: string }): Promise<Permission>
}

export function createFleet({ core, kms, caPem, era = DEFAULT_ERA, limits: knobs }: FleetOptions): Fleet {
  const limits = { ...FLEET_LIMITS, ...ERA_LIMITS[era], ...knobs }
  const placement = createPlacement(core, era)
  const zones = createZones()
  const upgrades = createUpgrades(core, zones)
  const timers = [watchSilence(core, limits, placement), watchAlarmMails(core, limits), upgrades.timer]
  const watch = () => timers.forEach((timer) => timer.arm())
  // A world that is put back may bring live nodes with it, of which nobody has been told.
  const watching = core.world.watch(FLEET_STREAM, watch)
  const context: FleetContext = {
    core,
    kms,
    limits,
    caPem,
    secret: core.ids.bytes(32),
    placement,
    threshold: createThreshold(core, limits),
    upgrades,
    signer: createPackageSigner(core.ids),
    watch,
  }
  const software = createSoftwareDesk(core, zones, upgrades)
  const administration = createAdministration(context, { era, software })

  return {
    routes: [
      ...registrationRoutes(context, administration),
      ...authorizeRoutes(context),
      ...heartbeatRoutes(context),
      ...configRoutes(context),
      ...discoveryRoutes(context),
      ...assignmentRoutes(context),
      ...userRoutes(context, administration),
      ...softwareRoutes(context, software),
      ...clusterRoutes(administration),
      ...organizationRoutes(administration),
      ...meetingRoutes(context),
      ...outOfOfficeRoutes(context),
      ...joinDetailsRoutes(context),
    ].map(versioned),
    placement,
    administration,
    async permit(announced) {
      const cause = 'control hub'
      const { bootstrapToken } = await preregister(context, { resourceGroupId: null, ...announced }, cause)
      return {
        bootstrapToken,
        code: allow(context, await openPreregistration(context, bootstrapToken), cause),
      }
    },
    [Symbol.dispose]() {
      watching[Symbol.dispose]()
      for (const timer of timers) timer[Symbol.dispose]()
    },
  }
}
