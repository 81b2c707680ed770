import { createHash } from 'node:crypto'
import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinDetails } from '../../ports/webex.js'
import { findSpaceKeyword } from '../decide/decide.js'
import { decisionContext } from '../decide/decision-context.js'
import { shareMeetingKey } from '../publish/meeting-key.js'
import type { UserCalendar } from '../services.js'

/**
 * The space of a meeting from the cloud, the same however often it is asked for (HC-121, HC-224). Resources and
 * distribution lists do not become members of the space (HC-112, HC-113).
 */
export async function spaceDetails(
  calendar: UserCalendar,
  item: CalendarItem,
  keyword: string,
): Promise<JoinDetails> {
  const { services, user, memory } = calendar
  const { key, meetingId } = await shareMeetingKey(calendar, item)
  const addresses = invitees(item)
  const attendees = await Promise.all(addresses.map((address) => key.encrypt(address)))
  const details = await services.fleet.spaceDetails({
    organizer: user.email,
    keyword,
    meetingKey: meetingId,
    encryptionKeyUrl: key.url,
    subject: await key.encrypt(item.subject),
    start: item.start,
    end: item.end,
    timeZone: item.timeZone,
    attendees,
  })
  const record = memory.meeting(item.ref.id)
  if (record !== null) memory.keepMeeting(item.ref.id, { ...record, invited: fingerprint(addresses) })
  return details
}

/** Whoever is invited after the space was made joins it; nobody is taken out (HC-122). */
export async function keepMembers(calendar: UserCalendar, item: CalendarItem): Promise<void> {
  const invited = calendar.memory.meeting(item.ref.id)?.invited
  if (invited === undefined || invited === fingerprint(invitees(item))) return
  const keyword = findSpaceKeyword(item, decisionContext(calendar.services))
  if (keyword !== null) await spaceDetails(calendar, item, keyword)
}

function invitees({ attendees }: CalendarItem): readonly string[] {
  return attendees
    .filter(({ role, mailboxType }) => role !== 'resource' && !mailboxType.endsWith('DL'))
    .map(({ address }) => address.toLowerCase())
}

function fingerprint(addresses: readonly string[]): string {
  return createHash('sha256')
    .update([...addresses].sort().join('\n'))
    .digest('hex')
}
