import type { CalendarItem } from '../ews/calendar-item.js'
import { type EwsConnection, type EwsOptions, connectEws } from '../ews/ews-connection.js'
import { createCalendarItem } from '../ews/operations/create-item.js'
import { deleteCalendarItem } from '../ews/operations/delete-item.js'
import { findCalendarItems } from '../ews/operations/find-item.js'
import { getCalendarItems } from '../ews/operations/get-item.js'
import { updateCalendarItem } from '../ews/operations/update-item.js'
import { systemNow } from '../time-and-chance/clock.js'
import { type Schedule, type Scheduled, toFields } from './schedule.js'

const DAY_MS = 86_400_000

/** The PublicStrings properties a person looks at besides what Outlook shows. */
const WATCHED_PROPERTIES = ['TMS:ExternalConferenceData', 'UCCapabilities']

/** What a person can see of a meeting in their own calendar. */
export type SeenMeeting = CalendarItem

/** Someone with a mailbox, who works as Outlook does: over EWS with their own credentials. */
export interface Person extends AsyncDisposable {
  readonly mail: string
  /** Puts a meeting into the calendar and invites people; resolves once Exchange has accepted it. */
  schedules(meeting: Schedule): Promise<Scheduled>
  /** Changes a meeting the person organizes; everyone invited gets the update. */
  changes(meeting: Scheduled, changes: Partial<Schedule>): Promise<void>
  /** Calls a meeting off; everyone invited gets the cancellation. */
  cancels(meeting: Scheduled): Promise<void>
  /** The meeting of that subject or UID as it is in this person's calendar now, or undefined. */
  sees(subjectOrUid: string): Promise<SeenMeeting | undefined>
}

export interface PersonOptions extends EwsOptions {
  readonly mail: string
  /** The time that "now" means to the person; default: this machine's. */
  readonly now?: () => number
}

/**
 * ```ts
 * await using alice = createPerson({ mail, url, credentials, authentication: 'ntlm', ca })
 * const meeting = await alice.schedules({ subject: 'Planning', start, end, location: '@webex', invitees: [bob] })
 * ```
 */
export function createPerson(options: PersonOptions): Person {
  const ews = connectEws(options)
  const now = options.now ?? systemNow
  return {
    mail: options.mail,
    async schedules(meeting) {
      const { itemId } = await createCalendarItem(ews, toFields(meeting))
      const [saved] = await getCalendarItems(ews, [{ itemId }])
      return { itemId, uid: saved?.uid ?? '', subject: meeting.subject }
    },
    changes: (meeting, changes) => updateCalendarItem(ews, { itemId: meeting.itemId }, toFields(changes)),
    cancels: (meeting) => deleteCalendarItem(ews, { itemId: meeting.itemId }),
    sees: (subjectOrUid) => see(ews, subjectOrUid, now()),
    [Symbol.asyncDispose]: () => ews[Symbol.asyncDispose](),
  }
}

async function see(ews: EwsConnection, subjectOrUid: string, now: number): Promise<SeenMeeting | undefined> {
  const window = { from: now - 30 * DAY_MS, to: now + 365 * DAY_MS }
  const rows = await findCalendarItems(ews, window)
  const row = rows.find((item) => item.subject === subjectOrUid || item.uid === subjectOrUid)
  if (row === undefined) return undefined
  const [seen] = await getCalendarItems(ews, [{ itemId: row.itemId }], WATCHED_PROPERTIES)
  return seen
}
