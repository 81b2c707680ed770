import { collectionOf, type World } from '../../../core/index.js'
import type { Calendar } from '../../calendar/calendar.js'
import { ACCESS_STREAM } from '../role-assignment.js'
import { strongestAce, type Ace, type IsPrincipal } from './access-control.js'

/**
 * Rights over an object of the directory that Exchange looks at. The two EPI rights are how Exchange 2007 let accounts
 * impersonate: on a server, and on a user, database or server. @source Microsoft's reference of Add-ADPermission
 */
export const EXTENDED_RIGHTS = [
  'Send-As',
  'Receive-As',
  'ms-Exch-EPI-Impersonation',
  'ms-Exch-EPI-May-Impersonate',
] as const
export type ExtendedRight = (typeof EXTENDED_RIGHTS)[number]

/** One entry in the list of an object. */
export interface AdPermission extends Ace {
  /** The objectGuid of a recipient, database or container; what it holds inherits. */
  readonly object: string
  readonly extendedRights: readonly ExtendedRight[]
}

export const adPermissions = collectionOf<AdPermission>()('exchange', 'ad-permissions', {
  key: adPermissionKey,
  indexes: { object: ({ object }) => object },
  streams: () => [ACCESS_STREAM],
})

export function adPermissionKey({
  object,
  trustee,
  isDeny,
}: Pick<AdPermission, 'object' | 'trustee' | 'isDeny'>): string {
  return `${object}:${trustee}:${isDeny ? 'deny' : 'allow'}`
}

/** A right that somebody may have over a recipient. */
export interface RightQuestion {
  /** The objectGuid of the recipient. */
  readonly object: string
  readonly right: ExtendedRight
  readonly isPrincipal: IsPrincipal
}

/** Whether somebody has a right over a recipient, by its own entries, those of its database or of what is above. */
export function inherits(
  { world, recipients }: Pick<Calendar, 'world' | 'recipients'>,
  { object, right, isPrincipal }: RightQuestion,
): boolean {
  if (world.count(adPermissions) === 0) return false
  for (const place of [object, ...recipients.storedIn(object)]) {
    const ace = strongestAce(entriesAbout(world, place, right), isPrincipal)
    if (ace !== undefined) return !ace.isDeny
  }
  return false
}

function entriesAbout(world: World, object: string, right: ExtendedRight): readonly AdPermission[] {
  const found: AdPermission[] = []
  for (const { record } of world.by(adPermissions, 'object', object)) {
    if (record.extendedRights.includes(right)) found.push(record)
  }
  return found
}
