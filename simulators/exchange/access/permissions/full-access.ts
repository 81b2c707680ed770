import { collectionOf, put, type Write } from '../../../core/index.js'
import type { Calendar } from '../../calendar/calendar.js'

/** Recipients who may do everything in somebody's mailbox, as Add-MailboxPermission gives it. */
export interface MailboxPermissions {
  readonly mailbox: string
  /** objectGuids of people and groups. */
  readonly fullAccess: readonly string[]
}

export const mailboxPermissions = collectionOf<MailboxPermissions>()('exchange', 'mailbox-permissions', {
  key: ({ mailbox }) => mailbox,
})

export function fullAccessTo({ world }: Pick<Calendar, 'world'>, mailbox: string): readonly string[] {
  return world.get(mailboxPermissions, mailbox)?.fullAccess ?? []
}

/** The writes that give full access of a mailbox to these recipients and to nobody else. */
export function fullAccessWrites(mailbox: string, fullAccess: readonly string[]): readonly Write[] {
  return [put(mailboxPermissions, { mailbox, fullAccess }, 'MailboxPermissionsSet')]
}
