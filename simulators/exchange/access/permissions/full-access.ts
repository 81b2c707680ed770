import { collectionOf } from '../../../core/index.js'
import type { Calendar } from '../../calendar/calendar.js'
import { ACCESS_STREAM } from '../role-assignment.js'
import { principalsOf, strongestAce, type Ace } from './access-control.js'
import { inherits } from './ad-permissions.js'

/** Rights over a whole mailbox, as Add-MailboxPermission names them. Only FullAccess opens folders. */
export const MAILBOX_RIGHTS = [
  'FullAccess',
  'ExternalAccount',
  'DeleteItem',
  'ReadPermission',
  'ChangePermission',
  'ChangeOwner',
] as const
export type MailboxRight = (typeof MAILBOX_RIGHTS)[number]

/** Where in the mailbox a right holds, as -InheritanceType names it; `None` is the mailbox without its folders. */
export const INHERITANCE_TYPES = ['All', 'None', 'Descendents', 'SelfAndChildren', 'Children'] as const
export type InheritanceType = (typeof INHERITANCE_TYPES)[number]

/** One entry of a mailbox's list: somebody is allowed or denied something. */
export interface MailboxPermission extends Ace {
  /** The mailboxGuid. */
  readonly mailbox: string
  readonly rights: readonly MailboxRight[]
  readonly inheritance: InheritanceType
}

type Directory = Pick<Calendar, 'world' | 'recipients'>

export const mailboxPermissions = collectionOf<MailboxPermission>()('exchange', 'mailbox-permissions', {
  key: mailboxPermissionKey,
  indexes: { mailbox: ({ mailbox }) => mailbox },
  streams: () => [ACCESS_STREAM],
})

export function mailboxPermissionKey({
  mailbox,
  trustee,
  isDeny,
}: Pick<MailboxPermission, 'mailbox' | 'trustee' | 'isDeny'>): string {
  return `${mailbox}:${trustee}:${isDeny ? 'deny' : 'allow'}`
}

/**
 * Whether a mailbox was opened to somebody, by objectGuid: by entries of its own, or by Receive-As on it, on its
 * database or above. What is said nearer comes first. @source Microsoft's reference of Add-MailboxPermission and
 * Add-ADPermission
 */
export function hasFullAccess(directory: Directory, person: string, mailbox: string): boolean {
  const isPrincipal = principalsOf(directory, person)
  const own = strongestAce(openingEntries(directory, mailbox), isPrincipal)
  if (own !== undefined) return !own.isDeny
  const owner = directory.recipients.byMailboxGuid(mailbox)?.objectGuid
  return owner !== undefined && inherits(directory, { object: owner, right: 'Receive-As', isPrincipal })
}

function openingEntries({ world }: Directory, mailbox: string): readonly Ace[] {
  const found: Ace[] = []
  for (const { record } of world.by(mailboxPermissions, 'mailbox', mailbox)) {
    if (record.rights.includes('FullAccess') && record.inheritance !== 'None') found.push(record)
  }
  return found
}
