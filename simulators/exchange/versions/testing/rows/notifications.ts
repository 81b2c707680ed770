import { sinceRelease } from '../../difference.js'
import { createAppointment, itemId, watchByAsking } from '../items.js'
import { elsewhere } from '../observed.js'
import type { ReleaseLab } from '../release-lab.js'

const PAPER = 'Microsoft, Pull notifications for EWS deletion-related mailbox events in Exchange; ews.md 6'

/** What clients are told of what is deleted. */
export const NOTIFICATION_ROWS = [
  elsewhere({
    topic: 'Notifications',
    what: 'Event for an item that is soft-deleted from a watched folder',
    source: PAPER,
    values: sinceRelease<readonly string[]>({ '2010': ['DeletedEvent'], '2013': ['MovedEvent'] }),
    observe: (lab) => eventsOf(lab, 'SoftDelete', false),
  }),
  elsewhere({
    topic: 'Notifications',
    what: 'Events for an item that is moved to Deleted Items, with SubscribeToAllFolders',
    source: PAPER,
    values: sinceRelease<readonly string[]>({
      '2010': ['MovedEvent'],
      '2013': ['DeletedEvent', 'CreatedEvent'],
    }),
    observe: (lab) => eventsOf(lab, 'MoveToDeletedItems', true),
  }),
  elsewhere({
    topic: 'Notifications',
    what: 'Events for an item that is deleted for ever, with SubscribeToAllFolders',
    source: PAPER,
    values: sinceRelease<readonly string[]>({
      '2010': ['DeletedEvent'],
      '2013': ['DeletedEvent', 'DeletedEvent'],
    }),
    observe: (lab) => eventsOf(lab, 'HardDelete', true),
  }),
]

async function eventsOf(lab: ReleaseLab, how: string, isEverything: boolean): Promise<readonly string[]> {
  const id = itemId(await createAppointment(lab))
  const events = await watchByAsking(lab, isEverything)
  await lab.ask(
    `<m:DeleteItem DeleteType="${how}" SendMeetingCancellations="SendToNone"><m:ItemIds>` +
      `<t:ItemId Id="${id}"/></m:ItemIds></m:DeleteItem>`,
  )
  return events()
}
