import type { World } from '../../core/index.js'
import type { CalendarMeeting } from '../records/meetings.js'
import { meetingSpaces } from '../records/spaces.js'

export const CALENDAR_PATH = '/calendar/api/v1'

/** A meeting as a client gets it: the encrypted object and where its parts are. @source webex.md 10 */
export function renderMeeting(world: World, { id, objectJson }: CalendarMeeting, origin: string): object {
  const object = readObject(objectJson)
  const url = `${origin}${CALENDAR_PATH}/calendarEvents/${Buffer.from(id).toString('base64url')}`
  return {
    id,
    ...object,
    ...spaceOf(world, id, object),
    participantsUrl: `${url}/participants`,
    notesUrl: `${url}/notes`,
    links: [
      { rel: 'self', href: url },
      { rel: 'participants', href: `${url}/participants` },
      { rel: 'notes', href: `${url}/notes` },
    ],
  }
}

/** A part of a meeting. Without `seriesId`: with it the SDK would decrypt the field twice. @observed webex.md 10 */
export function renderPart(
  { id, objectJson }: CalendarMeeting,
  field: 'encryptedNotes' | 'encryptedParticipants',
): object {
  const object = readObject(objectJson)
  return { id, encryptionKeyUrl: object['encryptionKeyUrl'], [field]: object[field] }
}

/** The space that was made for a meeting; an occurrence meets where its series does. */
function spaceOf(
  world: World,
  id: string,
  { organizer, seriesId }: Readonly<Record<string, unknown>>,
): object {
  const space =
    world.get(meetingSpaces, `${String(organizer)}/${id}`) ??
    world.get(meetingSpaces, `${String(organizer)}/${String(seriesId)}`)
  return space === undefined ? {} : { conversationId: space.roomId }
}

function readObject(json: string): Readonly<Record<string, unknown>> {
  return JSON.parse(json) as Readonly<Record<string, unknown>>
}
