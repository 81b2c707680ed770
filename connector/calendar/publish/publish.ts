import type { CalendarItem } from '../../ports/exchange.js'
import type { UserCalendar } from '../services.js'
import { encryptMeeting } from './encrypt-meeting.js'
import { shareMeetingKey } from './meeting-key.js'

/** The cloud keeps meetings from a week back to a month ahead (HC-161, HC-194). */
const DAY_MS = 86_400_000
export const PUBLISHED_BEFORE_MS = 7 * DAY_MS
export const PUBLISHED_AFTER_MS = 31 * DAY_MS

/**
 * Sends the organizer's meeting to the cloud, encrypted, unless the cloud has this very version. Meetings are published
 * once, from the organizer's copy; the cloud serves the participants from it.
 */
export async function publish(calendar: UserCalendar, item: CalendarItem): Promise<void> {
  const { services, memory, user, mailbox } = calendar
  if (!isInWindow(item, services.clock.now())) return
  if (memory.meeting(item.ref.id)?.publishedChangeKey === item.ref.changeKey) return
  const shared = await shareMeetingKey(calendar, item)
  const meeting = await encryptMeeting(item, {
    ...shared,
    organizer: { id: user.userId, orgId: services.orgId, address: user.email },
  })
  await services.alarms.during('cloud', 'cloud', () =>
    services.fleet.publish(user.userId, shared.meetingId, meeting),
  )
  const grant = memory.meeting(item.ref.id)?.grant ?? null
  memory.keepMeeting(item.ref.id, {
    meetingId: shared.meetingId,
    publishedChangeKey: item.ref.changeKey,
    grant,
  })
  services.steps.report('published', { user: mailbox.address, meeting: shared.meetingId })
}

/** Takes a meeting that is gone or cancelled out of the cloud's list; does nothing for one that never had a key. */
export async function withdraw(calendar: UserCalendar, itemId: string): Promise<void> {
  const { services } = calendar
  const record = calendar.memory.meeting(itemId)
  if (record === null) return
  // also when we do not know of an upload: one may have arrived, and its node died before it was remembered
  await services.alarms.during('cloud', 'cloud', () =>
    services.fleet.withdraw(calendar.user.userId, record.meetingId),
  )
  services.steps.report('withdrawn', { user: calendar.mailbox.address, meeting: record.meetingId })
  calendar.memory.forgetMeeting(itemId)
}

function isInWindow(item: CalendarItem, now: number): boolean {
  return (
    (item.lastEnd === null || item.lastEnd >= now - PUBLISHED_BEFORE_MS) &&
    item.start <= now + PUBLISHED_AFTER_MS
  )
}
