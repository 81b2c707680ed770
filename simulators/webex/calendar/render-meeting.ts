import type { CalendarMeeting } from '../records/meetings.js'

export const CALENDAR_PATH = '/calendar/api/v1'

/** A meeting as a client gets it: the encrypted object and where its parts are. @source webex.md 10 */
export function renderMeeting({ id, objectJson }: CalendarMeeting, origin: string): object {
  const url = `${origin}${CALENDAR_PATH}/calendarEvents/${Buffer.from(id).toString('base64url')}`
  return {
    id,
    ...readObject(objectJson),
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

function readObject(json: string): Readonly<Record<string, unknown>> {
  return JSON.parse(json) as Readonly<Record<string, unknown>>
}
