import { z } from 'zod'
import { encryptedObject, encryptedText } from '../calendar/encrypted-fields.js'

const time = z.iso.datetime({ offset: true })
const keyUrl = z.string().startsWith('kms://')

/** @source webex.md 10; @inferred the limit: that of Exchange for one question */
export const freeBusyBody = encryptedObject({
  requestId: z.string().min(1),
  start: time,
  end: time,
  emails: z.array(encryptedText).min(1).max(100),
  encryptionKeyUrl: keyUrl,
})

/**
 * @source webex.md 10 for key, subject, notes, options and attendees; @inferred our design: the times, the kind of an
 * attendee, the location, and `clientMeetingId`, by which a client that got no answer asks again
 */
export const scheduleBody = encryptedObject({
  clientMeetingId: z.string().min(1).optional(),
  encryptionKeyUrl: keyUrl,
  subject: encryptedText,
  notes: encryptedText.optional(),
  location: encryptedText.optional(),
  webexOptions: encryptedText.optional(),
  start: time,
  durationMinutes: z.number().int().positive(),
  attendees: z
    .array(
      encryptedObject({
        email: encryptedText,
        displayName: encryptedText.optional(),
        participantType: z.enum(['REQUIRED', 'OPTIONAL', 'RESOURCE']).default('REQUIRED'),
      }),
    )
    .default([]),
})

export type FreeBusyBody = z.output<typeof freeBusyBody>
export type ScheduleBody = z.output<typeof scheduleBody>
