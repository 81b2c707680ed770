import { createAlarmDesk, type AlarmDesk } from './alarms/alarm-desk.js'
import { createClusterDesk, type ClusterDesk } from './clusters/cluster-desk.js'
import type { FleetContext } from './fleet-context.js'
import { createGroupDesk, type GroupDesk } from './groups/group-desk.js'
import { createMailDesk, type MailDesk } from './mails/mail-desk.js'
import type { Era } from './profile.js'
import { createRegistrationDesk, type RegistrationDesk } from './registration-desk.js'
import { createSettingsDesk, type SettingsDesk } from './settings/settings-desk.js'
import type { SoftwareDesk } from './software/software-desk.js'
import { createUserDesk, type UserDesk } from './users/user-desk.js'

/**
 * Everything an administrator does with the fleet, a desk for each matter. Each call names the administrator; what is refused
 * is a `RestFault` with a status and, where somebody has to tell reasons apart, a `code`.
 */
export interface FleetAdministration {
  readonly registrations: RegistrationDesk
  readonly clusters: ClusterDesk
  readonly alarms: AlarmDesk
  readonly users: UserDesk
  readonly groups: GroupDesk
  readonly settings: SettingsDesk
  readonly software: SoftwareDesk
  readonly mails: MailDesk
}

export function createAdministration(
  context: FleetContext,
  { era, software }: { readonly era: Era; readonly software: SoftwareDesk },
): FleetAdministration {
  const { core, placement } = context
  return {
    registrations: createRegistrationDesk(context),
    clusters: createClusterDesk(core, placement, era),
    alarms: createAlarmDesk(core),
    users: createUserDesk(core, placement),
    groups: createGroupDesk(core),
    settings: createSettingsDesk(core),
    software,
    mails: createMailDesk(core),
  }
}
