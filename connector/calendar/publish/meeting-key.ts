import type { CalendarItem } from '../../ports/exchange.js'
import type { MeetingKey, Person } from '../../ports/webex.js'
import { toMeetingId } from '../meeting-id.js'
import type { CalendarServices, UserCalendar } from '../services.js'

/** A meeting's key, and the people of Webex who can read with it, by lower-case address. */
export interface SharedMeetingKey {
  readonly meetingId: string
  readonly key: MeetingKey
  readonly people: ReadonlyMap<string, Person>
}

/** Gives the meeting a key that the organizer and every internal invitee can use (webex.md 15.5), and remembers it. */
export async function shareMeetingKey(calendar: UserCalendar, item: CalendarItem): Promise<SharedMeetingKey> {
  const { services, memory, user } = calendar
  const record = memory.meeting(item.ref.id)
  const meetingId = record?.meetingId ?? toMeetingId(services.orgId, item.uid)
  const people = await findPeople(services, [user.email, ...item.attendees.map(({ address }) => address)])
  const readers = [
    ...new Set([
      user.userId,
      ...[...people.values()].filter(({ orgId }) => orgId === services.orgId).map(({ id }) => id),
    ]),
  ]
  const { key, grant } = await services.alarms.during('keys', 'kms', () =>
    services.keys.share(readers, record?.grant ?? null),
  )
  if (grant !== record?.grant) {
    memory.keepMeeting(item.ref.id, { ...record, meetingId, versions: record?.versions ?? {}, grant })
  }
  return { meetingId, key, people }
}

async function findPeople(
  services: CalendarServices,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  const unique = [
    ...new Set(addresses.map((address) => address.toLowerCase()).filter((address) => address.includes('@'))),
  ]
  const found = await services.alarms.during('cloud', 'cloud', () =>
    Promise.all(unique.map(async (address) => [address, await services.people.find(address)] as const)),
  )
  return new Map(found.flatMap(([address, person]) => (person === null ? [] : [[address, person]])))
}
