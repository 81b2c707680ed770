import { createHash } from 'node:crypto'

/** The cloud's id of a meeting: a UUID made from the iCalendar UID, so that every node comes to the same. */
export function toMeetingId(organizationId: string, uid: string): string {
  const hex = createHash('sha256').update(`${organizationId}\n${uid}`).digest('hex')
  const version = `8${hex.slice(13, 16)}` // RFC 9562 version 8: a hash of our own choosing
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
