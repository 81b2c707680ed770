import type { Attendee, CalendarItem } from '../../ports/exchange.js'
import type { EncryptedMeeting } from '../../ports/fleet.js'
import type { MeetingKey, Person } from '../../ports/webex.js'
import { formatInstant } from '../../time-and-chance/instants.js'
import { findOtherLink, findVideoAddress, findWebexLinks, isSpaceLink } from '../decide/join-links.js'

export interface MeetingContext {
  /** Of a single meeting or of one occurrence; `seriesId` is the same for all occurrences. */
  readonly meetingId: string
  readonly seriesId: string
  readonly key: MeetingKey
  readonly people: ReadonlyMap<string, Person>
  readonly organizer: { readonly id: string; readonly orgId: string; readonly address: string }
}

/** EWS answers in the words of the cloud. @source webex.md 10 */
const RESPONSES: Readonly<Record<string, string>> = {
  Organizer: 'ORGANIZER',
  Accept: 'ACCEPTED',
  Tentative: 'TENTATIVE',
  Decline: 'DECLINED',
}
const ROLES: Readonly<Record<Attendee['role'], string>> = {
  required: 'REQUIRED',
  optional: 'OPTIONAL',
  resource: 'RESOURCE',
}

/** The cloud's meeting object. Every text a person wrote, and every address, is a JWE (HC-190, HC-191, HC-193). */
export async function encryptMeeting(item: CalendarItem, context: MeetingContext): Promise<EncryptedMeeting> {
  const { key, organizer, meetingId, seriesId } = context
  const participants = await Promise.all(item.attendees.map((attendee) => encryptAttendee(attendee, context)))
  return {
    id: meetingId,
    seriesId,
    start: formatInstant(item.start),
    durationMinutes: Math.round((item.end - item.start) / 60_000),
    organizer: organizer.id,
    isRecurring: item.kind !== 'Single',
    encryptionKeyUrl: key.url,
    encryptedSubject: await key.encrypt(item.subject),
    ...(item.location === '' ? {} : { encryptedLocation: await key.encrypt(item.location) }),
    ...(item.body.content === '' ? {} : { encryptedNotes: await key.encrypt(item.body.content) }),
    encryptedOrganizer: {
      id: organizer.id,
      orgId: organizer.orgId,
      type: 'PERSON',
      encryptedEmailAddress: await key.encrypt(organizer.address),
      encryptedName: await key.encrypt(item.organizer.name),
    },
    encryptedParticipants: participants,
    ...(await encryptJoinInfo(item, key)),
    source: { iCalUid: item.uid, changeKey: item.ref.changeKey, exchangeItemId: item.ref.id },
    sequence: item.sequence,
  }
}

async function encryptAttendee(attendee: Attendee, { key, people }: MeetingContext): Promise<object> {
  const person = people.get(attendee.address.toLowerCase())
  return {
    ...(person === undefined ? {} : { id: person.id, orgId: person.orgId }),
    type: attendee.role === 'resource' ? 'ROOM' : 'PERSON',
    responseType: RESPONSES[attendee.response] ?? 'NO_RESPONSE',
    participantType: ROLES[attendee.role],
    encryptedEmailAddress: await key.encrypt(attendee.address),
    encryptedName: await key.encrypt(attendee.name),
  }
}

const SPACE_FIELDS = ['spaceMeetURL', 'spaceURI'] as const
const ROOM_FIELDS = ['webexURL', 'webexURI'] as const

/** How to join, found in what the invitation says (HC-130): link and video address. Spaces have fields of their own (HC-193). */
async function encryptJoinInfo(item: CalendarItem, key: MeetingKey): Promise<object> {
  const text = `${item.location}\n${item.body.content}`
  const webexUrl = findWebexLinks(text)[0]
  const url = webexUrl ?? findOtherLink(text)
  const uri = item.conferenceData ?? findVideoAddress(text)
  if (url === null && uri === null) return {}
  const [urlField, uriField] = webexUrl !== undefined && isSpaceLink(webexUrl) ? SPACE_FIELDS : ROOM_FIELDS
  return {
    ...(webexUrl === undefined ? {} : { [urlField]: await key.encrypt(webexUrl) }),
    ...(uri === null ? {} : { [uriField]: await key.encrypt(uri) }),
    meetingJoinInfo: {
      ...(url === null ? {} : { meetingJoinURL: await key.encrypt(url) }),
      ...(uri === null ? {} : { meetingJoinURI: await key.encrypt(uri) }),
    },
  }
}
