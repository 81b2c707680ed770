import { isConnectorError } from '../../error.js'
import type { CalendarItem } from '../../ports/exchange.js'
import { toMeetingId } from '../meeting-id.js'
import type { UserCalendar } from '../services.js'
import { encryptMeeting } from './encrypt-meeting.js'
import { listInstances, type Instance } from './list-instances.js'
import { shareMeetingKey } from './meeting-key.js'
import { isOver } from './published-window.js'

/**
 * Makes the cloud hold what it should of the organizer's meeting, encrypted, and sends no version that it has. A series
 * is published as its occurrences. Meetings are published once, from the organizer's copy; the cloud serves the
 * participants from it.
 */
export async function publish(calendar: UserCalendar, item: CalendarItem): Promise<void> {
  const { services, memory } = calendar
  const record = memory.meeting(item.ref.id)
  const meetingId = record?.meetingId ?? toMeetingId(services.orgId, item.uid)
  const listed = await listInstances(calendar, item, meetingId)
  const versions = record?.versions ?? {}
  const news = listed.filter(({ id }) => versions[id] !== item.ref.changeKey)
  const gone = Object.keys(versions).filter((id) => !listed.some((instance) => instance.id === id))
  if (news.length > 0) await upload(calendar, item, news)
  await remove(calendar, item.ref.id, gone)
  if (record !== null && isOver(item, services.clock.now())) memory.forgetMeeting(item.ref.id)
}

/** What is about to be sent is remembered first, so that whoever goes on with our work can take it back. */
async function upload(calendar: UserCalendar, item: CalendarItem, news: readonly Instance[]): Promise<void> {
  const { services, user, mailbox } = calendar
  const { meetingId, key, people } = await shareMeetingKey(calendar, item)
  remember(calendar, item.ref.id, Object.fromEntries(news.map(({ id }) => [id, null])))
  const organizer = { id: user.userId, orgId: services.orgId, address: user.email }
  for (const { id, item: instance } of news) {
    const meeting = await encryptMeeting(instance, {
      meetingId: id,
      seriesId: meetingId,
      key,
      people,
      organizer,
    })
    await services.alarms
      .during('cloud', 'cloud', () => services.fleet.publish(user.userId, id, meeting))
      .catch(ignoreNewer)
    services.steps.report('published', { user: mailbox.address, meeting: id })
  }
  remember(calendar, item.ref.id, Object.fromEntries(news.map(({ id }) => [id, item.ref.changeKey])))
}

/** Takes a meeting that is gone or cancelled out of the cloud's list; does nothing for one that never had a key. */
export async function withdraw(calendar: UserCalendar, itemId: string): Promise<void> {
  const record = calendar.memory.meeting(itemId)
  if (record === null) return
  // also where we do not know of an upload: one may have arrived, and its node died before it was remembered
  await remove(calendar, itemId, Object.keys(record.versions))
  calendar.memory.forgetMeeting(itemId)
}

async function remove(calendar: UserCalendar, itemId: string, ids: readonly string[]): Promise<void> {
  const { services, user, memory, mailbox } = calendar
  for (const id of ids) {
    await services.alarms.during('cloud', 'cloud', () => services.fleet.withdraw(user.userId, id))
    services.steps.report('withdrawn', { user: mailbox.address, meeting: id })
  }
  const record = memory.meeting(itemId)
  if (record === null || ids.length === 0) return
  const kept = Object.entries(record.versions).filter(([id]) => !ids.includes(id))
  memory.keepMeeting(itemId, { ...record, versions: Object.fromEntries(kept) })
}

function remember(
  { memory }: UserCalendar,
  itemId: string,
  versions: Readonly<Record<string, string | null>>,
): void {
  const record = memory.meeting(itemId)
  if (record === null) return
  memory.keepMeeting(itemId, { ...record, versions: { ...record.versions, ...versions } })
}

/** Somebody else was faster with a later version of the meeting: ours is of no use any more. @source webex.md 15.5 */
function ignoreNewer(error: unknown): void {
  if (!isConnectorError(error, 'CLOUD_ERROR') || error.reason !== '409') throw error
}
