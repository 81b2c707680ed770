import { ClientError } from '../client-error.js'
import type { CalendarItem } from '../ews/calendar-item.js'
import type { EwsConnection } from '../ews/ews-connection.js'
import { findCalendarItems } from '../ews/operations/find-item.js'
import { getCalendarItems } from '../ews/operations/get-item.js'
import type { ItemReference } from '../ews/property-paths.js'

const DAY_MS = 86_400_000

/** The PublicStrings properties a person looks at besides what Outlook shows. */
const WATCHED_PROPERTIES = ['TMS:ExternalConferenceData', 'UCCapabilities']

/** What a person can see of a meeting in their own calendar. */
export type SeenMeeting = CalendarItem

/** The first meeting of that subject or UID from 30 days ago to a year ahead, or undefined. */
export async function see(
  ews: EwsConnection,
  subjectOrUid: string,
  now: number,
): Promise<SeenMeeting | undefined> {
  const [row] = await rowsOf(ews, subjectOrUid, now)
  if (row === undefined) return undefined
  const [seen] = await getCalendarItems(ews, [{ itemId: row.itemId }], WATCHED_PROPERTIES)
  return seen
}

/** Every meeting and occurrence of that subject or UID in the same time, in order of start. */
export async function seeAll(
  ews: EwsConnection,
  subjectOrUid: string,
  now: number,
): Promise<readonly SeenMeeting[]> {
  const rows = await rowsOf(ews, subjectOrUid, now)
  const ids = rows.map(({ itemId }) => ({ itemId }))
  return ids.length === 0 ? [] : getCalendarItems(ews, ids, WATCHED_PROPERTIES)
}

/** The item to answer or act upon: the meeting, or the whole series. Throws CLIENT_NO_MEETING. */
export async function own(ews: EwsConnection, subjectOrUid: string, now: number): Promise<ItemReference> {
  const [row] = await rowsOf(ews, subjectOrUid, now)
  if (row === undefined) {
    throw new ClientError(
      'CLIENT_NO_MEETING',
      `There is no meeting "${subjectOrUid}" in this calendar from 30 days ago to a year ahead. Wait until the invitation has arrived, or check subject or UID.`,
    )
  }
  if (row.kind === 'Single') return row
  const [series] = await getCalendarItems(ews, [{ seriesOf: row.itemId }])
  return series ?? row
}

async function rowsOf(
  ews: EwsConnection,
  subjectOrUid: string,
  now: number,
): Promise<readonly CalendarItem[]> {
  const window = { from: now - 30 * DAY_MS, to: now + 365 * DAY_MS }
  const rows = await findCalendarItems(ews, window)
  return rows.filter(({ subject, uid }) => subject === subjectOrUid || uid === subjectOrUid)
}
