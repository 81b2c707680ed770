import { z } from 'zod'
import type { UserDesk } from '../../fleet/users/user-desk.js'
import type { Administrator } from '../../fleet/administration/administrator.js'
import type { EntitlementsChange, EntitlementsView } from '../../fleet/administration/views.js'
import { RestFault } from '../../rest/rest-fault.js'

export const entitleAllReport = z
  .strictObject({
    changed: z.int(),
    rejected: z.array(z.strictObject({ email: z.string(), reason: z.string() })),
  })
  .meta({ id: 'EntitleAllReport' })
export type EntitleAllReport = z.output<typeof entitleAllReport>

/** Changes all people alike; workspaces are not synchronized users. @source hybrid-calendar.md HC-252 */
export function entitleAll(
  users: UserDesk,
  by: Administrator,
  changes: EntitlementsChange,
): EntitleAllReport {
  const others = users
    .list(by)
    .filter(({ type }) => type === 'person')
    .filter((user) => differs(user, changes))
  const rejected = others.flatMap(({ userId, email }) => {
    try {
      users.entitle(by, userId, changes)
      return []
    } catch (error) {
      if (error instanceof RestFault) return [{ email, reason: error.message }]
      throw error
    }
  })
  return { changed: others.length - rejected.length, rejected }
}

function differs(user: EntitlementsView, changes: EntitlementsChange): boolean {
  return Object.entries(changes).some(
    ([field, value]) => value !== undefined && user[field as keyof EntitlementsView] !== value,
  )
}
