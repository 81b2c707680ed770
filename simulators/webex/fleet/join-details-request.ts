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
