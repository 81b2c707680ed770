import { z } from 'zod'
import type { UserDesk } from '../../fleet/users/user-desk.js'
import type { Administrator } from '../../fleet/administration/administrator.js'
import { entitlementsView, statusView, type EntitlementsView } from '../../fleet/administration/views.js'

export const USER_STATES = ['activated', 'pendingActivation', 'error', 'deactivated', 'off'] as const
export type UserFilterState = (typeof USER_STATES)[number]

/** Somebody with what they have of the services, and how it is with the calendar. */
export const userView = z
  .strictObject({ entitlements: entitlementsView, status: statusView.nullable() })
  .meta({ id: 'HybridUser' })

export interface UserFilter {
  /** Part of a name or of a mail address. */
  readonly search?: string | undefined
  /** `off`: without the calendar service. @source hybrid-calendar.md HC-240 */
  readonly state?: UserFilterState | undefined
}

/** The people and workspaces that fit, by name. */
export function findUsers(
  users: UserDesk,
  by: Administrator,
  { search = '', state }: UserFilter,
): readonly EntitlementsView[] {
  const words = search.trim().toLowerCase()
  const inState = state === undefined || state === 'off' ? undefined : idsOf(users, by, state)
  return users
    .list(by)
    .filter(({ displayName, email }) => `${displayName} ${email}`.toLowerCase().includes(words))
    .filter(({ userId, squaredFusionCal }) => {
      if (state === 'off') return !squaredFusionCal
      return inState?.has(userId) ?? true
    })
    .sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'))
}

function idsOf(
  users: UserDesk,
  by: Administrator,
  state: Exclude<UserFilterState, 'off'>,
): ReadonlySet<string> {
  return new Set(users.statuses(by, state).map(({ userId }) => userId))
}
