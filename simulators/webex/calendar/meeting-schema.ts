import { z } from 'zod'
import { CONSUMER_ORGANIZATION } from '../people/invite-person.js'
import { encryptedObject, encryptedText } from './encrypted-fields.js'

const uuid = z.uuid()
const orgId = z.union([uuid, z.literal(CONSUMER_ORGANIZATION)])
const instantText = z.iso.datetime({ offset: true })

const organizer = encryptedObject({
  id: uuid.optional(),
  orgId: orgId.optional(),
  type: z.enum(['PERSON', 'ROOM']),
  encryptedEmailAddress: encryptedText,
  encryptedName: encryptedText,
})

/** @source webex.md 10; the response types ACCEPTED, TENTATIVE and DECLINED and the type ROOM are inferred there */
const participant = encryptedObject({
  id: uuid.optional(),
  orgId: orgId.optional(),
  type: z.enum(['PERSON', 'ROOM']),
  responseType: z.enum([
    ...['ORGANIZER', 'ACCEPTED', 'TENTATIVE', 'DECLINED', 'NO_RESPONSE', 'UNKNOWN_RESPONSE'],
  ] as const),
  participantType: z.enum(['REQUIRED', 'OPTIONAL', 'RESOURCE']),
  encryptedEmailAddress: encryptedText,
  encryptedName: encryptedText,
})

const joinInfo = encryptedObject({
  meetingJoinURI: encryptedText.optional(),
  meetingJoinURL: encryptedText.optional(),
})

const source = z.strictObject({
  iCalUid: z.string(),
  changeKey: z.string(),
  exchangeItemId: z.string().optional(),
})

/**
 * A meeting as a connector uploads it: the object of the calendar service with everything that says something
 * about people encrypted, where it comes from, and a number that grows with each change.
 * @source webex.md 10, 15.5
 */
export const meetingUpload = encryptedObject({
  id: z.string().optional(),
  seriesId: z.string(),
  start: instantText,
  durationMinutes: z.number().int().nonnegative(),
  organizer: uuid,
  isRecurring: z.boolean(),
  encryptionKeyUrl: z.string().startsWith('kms://'),
  encryptedSubject: encryptedText,
  encryptedLocation: encryptedText.optional(),
  encryptedNotes: encryptedText.optional(),
  encryptedOrganizer: organizer,
  encryptedParticipants: z.array(participant),
  webexURI: encryptedText.optional(),
  webexURL: encryptedText.optional(),
  spaceURI: encryptedText.optional(),
  spaceURL: encryptedText.optional(),
  spaceMeetURL: encryptedText.optional(),
  conversationId: uuid.optional(),
  meetingJoinInfo: joinInfo.optional(),
  source,
  sequence: z.number().int().nonnegative(),
})

export type MeetingUpload = z.output<typeof meetingUpload>
