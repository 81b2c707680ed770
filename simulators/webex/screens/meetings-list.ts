import type { EncryptedMeeting, MeetingTexts, WebexClient } from '../../../clients/index.js'
import { parseInstant } from '../../core/index.js'
import { DEFAULT_EARLY_MINUTES, type JoinTimes, type Meeting } from './join-button.js'

/** How far ahead a list shows meetings. @source hybrid-calendar.md HC-161 */
const SHOWN_AHEAD_MS = 28 * 24 * 3_600_000

/** A line of a meetings list. Times are epoch milliseconds. */
export interface ListedMeeting {
  readonly id: string
  readonly seriesId: string
  readonly start: number
  readonly end: number
  /** What the keys of who looks could open; null when they could not. */
  readonly texts: MeetingTexts | null
  /** What of it can be pressed now. */
  readonly isJoinButtonShown: boolean
  readonly isJoinNotified: boolean
  /** From when on the button is or was there; null for a meeting that cannot be joined. */
  readonly joinButtonFrom: number | null
}

export interface Looking {
  readonly client: WebexClient
  readonly now: () => number
  readonly joinTimes: (meeting: Meeting, earlyMinutes: number) => JoinTimes | null
  /** Whether a meeting is for the list of who looks, by what they have answered. */
  readonly isShown: (response: string | null) => boolean
}

/** The meetings that are on or to come, each opened with the keys of who looks. */
export async function listMeetings(looking: Looking): Promise<readonly ListedMeeting[]> {
  const { client, now, isShown } = looking
  const from = now()
  const [{ id: ownId }, earlyMinutes, sealed] = await Promise.all([
    client.me(),
    client.earlyJoinMinutes(),
    client.meetings({ from, to: from + SHOWN_AHEAD_MS }),
  ])
  const shown = sealed.filter((meeting) => isShown(responseOf(meeting, ownId)))
  return Promise.all(shown.map((meeting) => line(meeting, looking, earlyMinutes ?? DEFAULT_EARLY_MINUTES)))
}

function responseOf({ organizer, encryptedParticipants }: EncryptedMeeting, id: string): string | null {
  if (organizer === id) return 'ORGANIZER'
  return encryptedParticipants.find((participant) => participant.id === id)?.responseType ?? null
}

async function line(
  meeting: EncryptedMeeting,
  { client, now, joinTimes }: Looking,
  earlyMinutes: number,
): Promise<ListedMeeting> {
  const texts = await client.open(meeting)
  const start = parseInstant(meeting.start)
  const end = start + meeting.durationMinutes * 60_000
  const times = texts === null ? null : joinTimes({ start, end, texts }, earlyMinutes)
  const isOn = (from: number | undefined): boolean => from !== undefined && from <= now() && now() < end
  return {
    id: meeting.id,
    seriesId: meeting.seriesId,
    start,
    end,
    texts,
    isJoinButtonShown: isOn(times?.buttonFrom),
    isJoinNotified: isOn(times?.notifiedFrom),
    joinButtonFrom: times?.buttonFrom ?? null,
  }
}
