import type { Attendee, CalendarItem } from '../ports/exchange.js'

export const NOW = 1_770_000_000_000
const HOUR_MS = 3_600_000

/** A single meeting of alice's, an hour from NOW, with what a test wants to be different. */
export function calendarItem(different: Partial<CalendarItem> = {}): CalendarItem {
  const start = different.start ?? NOW + HOUR_MS
  const end = different.end ?? start + HOUR_MS / 2
  return {
    ref: { id: 'item-1', changeKey: 'key-1' },
    uid: 'uid-1',
    subject: 'Planning',
    location: '',
    body: { type: 'HTML', content: '<html><body><p>Agenda</p></body></html>' },
    lastEnd: end,
    kind: 'Single',
    isMeeting: true,
    isCancelled: false,
    isOrganizer: true,
    organizer: { name: 'Alice', address: 'alice@ent-pa.example' },
    attendees: [attendee('bob@ent-pa.example')],
    sequence: 0,
    timeZone: 'UTC',
    conferenceData: null,
    ...different,
    start,
    end,
  }
}

export function attendee(address: string, different: Partial<Attendee> = {}): Attendee {
  return {
    name: address,
    address,
    mailboxType: 'Mailbox',
    role: 'required',
    response: 'Unknown',
    ...different,
  }
}
