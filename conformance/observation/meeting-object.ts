import { z } from 'zod'

import type { Upload } from './uploads.js'

/** A compact JWE: five parts, header first, empty encrypted key with `dir`. @source RFC 7516 3.1 */
const JWE = /^eyJ[\w-]*\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/
const jwe = z.string().regex(JWE)
const party = z.looseObject({ encryptedEmailAddress: jwe, encryptedName: jwe })

/** The fields that hold ciphertext; a meeting without a text or a place has none of it. @source hybrid-calendar.md HC-193 */
export const meetingObject = z.looseObject({
  encryptionKeyUrl: z.string().startsWith('kms://'),
  encryptedSubject: jwe,
  encryptedLocation: jwe.optional(),
  encryptedNotes: jwe.optional(),
  encryptedOrganizer: party,
  encryptedParticipants: z.array(party),
})

export type MeetingObject = z.infer<typeof meetingObject>

/** Opens JWE texts with a key; a text that does not open is undefined. */
export type Decrypt = (keyUrl: string, jwe: readonly string[]) => Promise<readonly (string | undefined)[]>

/** What a meeting object says once it is opened. Addresses in lower case. */
export interface OpenedMeeting {
  readonly subject: string | undefined
  readonly location: string | undefined
  readonly notes: string | undefined
  readonly organizer: string | undefined
  readonly invited: readonly (string | undefined)[]
}

export async function openMeeting(decrypt: Decrypt, meeting: MeetingObject): Promise<OpenedMeeting> {
  const sealed = [
    meeting.encryptedOrganizer.encryptedEmailAddress,
    meeting.encryptedSubject,
    meeting.encryptedLocation,
    meeting.encryptedNotes,
    ...meeting.encryptedParticipants.map((participant) => participant.encryptedEmailAddress),
  ]
  const present = sealed.filter((text) => text !== undefined)
  const texts = (await decrypt(meeting.encryptionKeyUrl, present)).values()
  const [organizer, subject, location, notes, ...invited] = sealed.map((text) =>
    text === undefined ? undefined : texts.next().value,
  )
  return {
    subject,
    location,
    notes,
    organizer: organizer?.toLowerCase(),
    invited: invited.map((mail) => mail?.toLowerCase()),
  }
}

/** Every text in a meeting object that has the form of a JWE, in the order of the document. */
export function jwesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return JWE.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(jwesIn)
}

/** The names of all properties, at any depth. */
export function propertiesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(propertiesIn)
  return Object.entries(value).flatMap(([name, inner]) => [name, ...propertiesIn(inner)])
}

/** The key and initialization vector of a JWE: what must never come twice for different texts. @source RFC 7516 3.1 */
export function vectorOf({ meeting }: Upload, text: string): string {
  return `${meeting.encryptionKeyUrl} ${text.split('.')[2]}`
}
