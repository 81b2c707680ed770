import { z } from 'zod'
import { encryptedObject, encryptedText } from '../calendar/encrypted-fields.js'

/** What a connector asks for one meeting. @source webex.md 15.6 */
export const joinDetailsRequest = encryptedObject({
  organizerEmail: z.string(),
  keyword: z.enum(['@webex', '@meet', '@spark']),
  modifier: z.enum(['space', 'myroom']).optional(),
  siteUrl: z.string().optional(),
  meetingKey: z.string().min(1),
  subject: encryptedText,
  encryptionKeyUrl: z.string().startsWith('kms://'),
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
  timeZone: z.string(),
  attendees: z.array(encryptedText),
})

export type JoinDetailsRequest = z.output<typeof joinDetailsRequest>

/** @source webex.md 15.6 */
export const joinDetailsAnswer = z
  .strictObject({
    type: z.enum(['personalRoom', 'space']),
    joinUrl: z.url(),
    sipUri: z.string(),
    meetingNumber: z.string(),
    accessCode: z.string(),
    dialIn: z.array(
      z.strictObject({ label: z.string(), number: z.string(), tollType: z.enum(['toll', 'toll-free']) }),
    ),
    roomId: z.string().optional(),
    language: z.string(),
  })
  .meta({ id: 'JoinDetails' })
