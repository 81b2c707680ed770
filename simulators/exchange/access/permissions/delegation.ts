import { put, type Write } from '../../../core/index.js'
import { links } from '../../../directory/tree/link.js'
import type { Calendar } from '../../calendar/calendar.js'
import { delegateSettings, delegatesOf } from '../../calendar/delegates.js'
import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import { entriesOf, permissionWrites, withGrant } from './folder-permissions.js'
import { LEVELS } from './permission-level.js'

/** Somebody, and who looks after the calendar of that person, by address. */
export interface Delegation {
  readonly principal: string
  readonly delegate: string
}

/**
 * The writes that make one person the delegate of another, for a seed: with the rights that Outlook proposes for the
 * calendar, and without copies of meeting messages, so that requests go where they go without delegates.
 */
export function delegationWrites(
  { world, recipients }: Pick<Calendar, 'world' | 'recipients'>,
  { principal, delegate }: Delegation,
): readonly Write[] {
  const [owner, helper] = [recipients.byAddress(principal), recipients.byAddress(delegate)]
  const mailbox = owner?.mailboxGuid
  const mailboxGuid = helper?.mailboxGuid
  if (owner === undefined || helper === undefined || mailbox === undefined || mailboxGuid === undefined)
    return []

  const calendar = { mailbox, folder: FOLDER_NUMBERS.calendar }
  const settings = delegatesOf(world, mailbox)
  const added = { mailboxGuid, receivesMeetingMessages: false, viewsPrivateItems: false }
  return [
    put(delegateSettings, { ...settings, delegates: [...settings.delegates, added] }),
    put(links, { attribute: 'publicDelegates', from: owner.objectGuid, to: helper.objectGuid }),
    ...permissionWrites(
      calendar,
      withGrant(entriesOf({ world }, calendar), helper.objectGuid, LEVELS.Editor),
    ),
  ]
}
