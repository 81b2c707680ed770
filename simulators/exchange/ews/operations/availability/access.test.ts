import { expect, it } from 'vitest'
import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import {
  entriesOf,
  LEVELS,
  permissionWrites,
  withGrant,
  type PermissionLevel,
} from '../../../access/permissions/index.js'
import type { EwsObject } from '../../tree.js'
import { ALICE, BOB, create, createOffice, PLANNING, type Office } from '../testing/office.js'

const never: EwsObject = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' }

/** What Bob is shown of Alice's calendar with that level. */
function shownTo(level: PermissionLevel): EwsObject {
  const office = createOffice()
  create(office, PLANNING)
  grant(office, level)
  const answer = office.asking(BOB)('GetUserAvailability', {
    TimeZone: { Bias: 0, StandardTime: never, DaylightTime: never },
    MailboxDataArray: { MailboxData: [{ Email: { Address: ALICE }, AttendeeType: 'Required' }] },
    FreeBusyViewOptions: {
      TimeWindow: { StartTime: '2026-03-04T00:00:00', EndTime: '2026-03-05T00:00:00' },
      RequestedView: ['Detailed'],
    },
  })
  const responses = (answer['FreeBusyResponseArray'] as EwsObject)['FreeBusyResponse'] as readonly EwsObject[]
  return responses[0] ?? {}
}

function grant(office: Office, level: PermissionLevel): void {
  const mailbox = office.store.mailboxByAddress(ALICE)?.guid ?? ''
  const bob = office.store.recipients.resolve(BOB)?.objectGuid ?? ''
  const at = { mailbox, folder: FOLDER_NUMBERS.calendar }
  const writes = permissionWrites(at, withGrant(entriesOf(office.store, at), bob, LEVELS[level]))
  office.core.world.commit({ cause: 'test', reason: 'test', writes })
}

function detailsIn(response: EwsObject): EwsObject | undefined {
  const view = response['FreeBusyView'] as EwsObject
  const [event] = (view['CalendarEventArray'] as EwsObject)['CalendarEvent'] as readonly EwsObject[]
  return event?.['CalendarEventDetails'] as EwsObject | undefined
}

it('shows nothing to somebody without any right', () => {
  expect(shownTo('None')).toMatchObject({
    ResponseMessage: { ResponseCode: 'ErrorNoFreeBusyAccess' },
    FreeBusyView: { FreeBusyViewType: ['None'] },
  })
})

it.each(['FreeBusyTimeOnly', 'FreeBusyTimeAndSubjectAndLocation', 'Reviewer'] as const)(
  'shows somebody with the level %s no more than that',
  (level) => {
    const details = detailsIn(shownTo(level))

    expect(details === undefined).toBe(level === 'FreeBusyTimeOnly')
    expect(details?.['Subject']).toBe(level === 'FreeBusyTimeOnly' ? undefined : 'Planning')
    expect(details?.['ID'] !== undefined).toBe(level === 'Reviewer')
  },
)
