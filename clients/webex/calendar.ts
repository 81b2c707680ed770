import { z } from 'zod'

import { ClientError } from '../client-error.js'
import { formatInstant } from '../time-and-chance/clock.js'
import type { KmsClient } from './kms-client.js'
import type { WebexSession } from './webex-session.js'

const optionalText = z.string().optional()
const participant = z.looseObject({
  id: optionalText,
  type: z.string(),
  responseType: z.string(),
  participantType: z.string(),
  encryptedEmailAddress: z.string(),
  encryptedName: z.string(),
})
const meeting = z.looseObject({
  id: z.string(),
  seriesId: z.string(),
  start: z.string(),
  durationMinutes: z.number(),
  organizer: z.string(),
  encryptionKeyUrl: z.string(),
  encryptedSubject: z.string(),
  encryptedLocation: optionalText,
  encryptedNotes: optionalText,
  encryptedOrganizer: z.looseObject({ encryptedEmailAddress: z.string(), encryptedName: z.string() }),
  encryptedParticipants: z.array(participant),
  conversationId: optionalText,
  meetingJoinInfo: z.looseObject({ meetingJoinURL: optionalText, meetingJoinURI: optionalText }).optional(),
})
const list = z.looseObject({ items: z.array(meeting) })

/** A meeting as the calendar service keeps it: what people wrote is ciphertext. @source webex.md 10 */
export type EncryptedMeeting = Readonly<z.infer<typeof meeting>>

/** Somebody invited to a meeting, or a room. */
export interface Participant {
  readonly id: string | null
  readonly mail: string
  readonly name: string
  /** `ORGANIZER`, `ACCEPTED`, `TENTATIVE`, `DECLINED`, `NO_RESPONSE`. */
  readonly response: string
  /** `REQUIRED`, `OPTIONAL`, `RESOURCE`. */
  readonly kind: string
}

/** A meeting's texts, opened. */
export interface MeetingTexts {
  readonly subject: string
  readonly location: string
  readonly notes: string
  readonly organizer: { readonly mail: string; readonly name: string }
  readonly participants: readonly Participant[]
  readonly joinUrl: string | null
  readonly joinUri: string | null
}

/** The meetings of a time that the person organizes or is invited to, in order of start. Epoch milliseconds. */
export async function listMeetings(
  session: WebexSession,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly EncryptedMeeting[]> {
  const { calendar } = await session.services()
  const window = new URLSearchParams({ fromDate: formatInstant(from), toDate: formatInstant(to) })
  return list.parse(
    await session.call({ method: 'GET', url: `${calendar}/calendarEvents?${window.toString()}` }),
  ).items
}

/** Opens a meeting; null when the person does not get its key. */
export async function openMeeting(kms: KmsClient, sealed: EncryptedMeeting): Promise<MeetingTexts | null> {
  try {
    return await open(kms, sealed)
  } catch (error) {
    if (error instanceof ClientError && NOT_READABLE.has(error.code)) return null
    throw error
  }
}

/** Refused, unknown, and not the key that it was encrypted with. */
const NOT_READABLE: ReadonlySet<string> = new Set(['CLIENT_KMS_403', 'CLIENT_KMS_404', 'CLIENT_JWE'])

async function open(kms: KmsClient, sealed: EncryptedMeeting): Promise<MeetingTexts> {
  const text = (jwe: string): Promise<string> => kms.decrypt(sealed.encryptionKeyUrl, jwe)
  const orElse = async <Other>(jwe: string | undefined, other: Other) =>
    jwe === undefined ? other : text(jwe)
  const { encryptedOrganizer: organizer, meetingJoinInfo: join } = sealed
  return {
    subject: await text(sealed.encryptedSubject),
    location: await orElse(sealed.encryptedLocation, ''),
    notes: await orElse(sealed.encryptedNotes, ''),
    organizer: {
      mail: await text(organizer.encryptedEmailAddress),
      name: await text(organizer.encryptedName),
    },
    participants: await Promise.all(
      sealed.encryptedParticipants.map(async (one) => ({
        id: one.id ?? null,
        mail: await text(one.encryptedEmailAddress),
        name: await text(one.encryptedName),
        response: one.responseType,
        kind: one.participantType,
      })),
    ),
    joinUrl: await orElse(join?.meetingJoinURL, null),
    joinUri: await orElse(join?.meetingJoinURI, null),
  }
}

const settings = z.looseObject({ bgbIntervalMinutes: z.number().nullable() })

/**
 * How many minutes before the start of a meeting the organization wants it to be joined; null where it has not said.
 * @inferred The name of the setting is that of Control Hub (hybrid-calendar.md HC-162); how clients learn it is not public.
 */
export async function earlyJoinMinutes(session: WebexSession): Promise<number | null> {
  const { calendar } = await session.services()
  const answer = await session.call({ method: 'GET', url: `${calendar}/settings` }).catch(unlessUnknown)
  return answer === undefined ? null : settings.parse(answer).bgbIntervalMinutes
}

function unlessUnknown(error: unknown): undefined {
  if (error instanceof ClientError && error.code === 'CLIENT_HTTP_404') return undefined
  throw error
}
