import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinDetails } from '../../ports/webex.js'
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
  const { services, user } = calendar
  const { key, meetingId } = await shareMeetingKey(calendar, item)
  const invitees = item.attendees.filter(
    ({ role, mailboxType }) => role !== 'resource' && !mailboxType.endsWith('DL'),
  )
  const attendees = await Promise.all(invitees.map(({ address }) => key.encrypt(address)))
  return services.fleet.spaceDetails({
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
}
