import type { MeetingTexts } from '../../../clients/index.js'
import { hasVideoAddress, isSpaceLink, isWebexAddress, joinLinksIn } from './join-links.js'

/** Where nobody has set anything. @source hybrid-calendar.md HC-162 */
export const DEFAULT_EARLY_MINUTES = 5
/** @source hybrid-calendar.md HC-167 */
const MOST_PEOPLE_FOR_EARLY = 75

/** When a meeting takes place, in epoch milliseconds, and what of it could be read. */
export interface Meeting {
  readonly start: number
  readonly end: number
  readonly texts: MeetingTexts
}

/** What stands on a screen to join with, and from when to when; null for a meeting that cannot be joined. */
export interface JoinTimes {
  readonly buttonFrom: number
  readonly notifiedFrom: number
  readonly until: number
}

type Rule = (texts: MeetingTexts) => boolean

/** What keeps the button from being there early, wherever one looks. @source hybrid-calendar.md HC-167 */
const NOT_EARLY: readonly Rule[] = [isOfLargeSpace]
/** And in an app besides. @source hybrid-calendar.md HC-134 */
const NOT_EARLY_IN_APP: readonly Rule[] = [...NOT_EARLY, hasSeveralLinks]
/** What keeps only the notification from coming early. @source hybrid-calendar.md HC-133 */
const NOT_NOTIFIED_EARLY: readonly Rule[] = [...NOT_EARLY_IN_APP, hasAddressInLocationOnly]

/** In the app of a person. */
export function joinTimesInApp(meeting: Meeting, earlyMinutes: number): JoinTimes | null {
  return joinTimes(meeting, { earlyMinutes, button: NOT_EARLY_IN_APP, notification: NOT_NOTIFIED_EARLY })
}

/** On the device of a room. */
export function joinTimesOnDevice(meeting: Meeting, earlyMinutes: number): JoinTimes | null {
  return joinTimes(meeting, { earlyMinutes, button: NOT_EARLY, notification: NOT_EARLY })
}

interface Rules {
  readonly earlyMinutes: number
  readonly button: readonly Rule[]
  readonly notification: readonly Rule[]
}

function joinTimes(
  { start, end, texts }: Meeting,
  { earlyMinutes, button, notification }: Rules,
): JoinTimes | null {
  if (texts.joinUrl === null && texts.joinUri === null) return null
  const from = (rules: readonly Rule[]): number =>
    rules.some((rule) => rule(texts)) ? start : start - earlyMinutes * 60_000
  return { buttonFrom: from(button), notifiedFrom: from(notification), until: end }
}

/** @inferred Counted by the invitation, all of whose people are in the space (HC-111): a device is not in it and cannot ask. */
function isOfLargeSpace({ joinUrl, participants, organizer }: MeetingTexts): boolean {
  if (joinUrl === null || !isSpaceLink(joinUrl)) return false
  const people = participants.filter(({ kind }) => kind !== 'RESOURCE').map(({ mail }) => mail.toLowerCase())
  return new Set([organizer.mail.toLowerCase(), ...people]).size > MOST_PEOPLE_FOR_EARLY
}

function hasSeveralLinks({ notes }: MeetingTexts): boolean {
  return joinLinksIn(notes).length > 1
}

function hasAddressInLocationOnly({ joinUrl, joinUri, location, notes }: MeetingTexts): boolean {
  const isOnWebex = [joinUrl, joinUri].some((address) => address !== null && isWebexAddress(address))
  return !isOnWebex && joinUrl === null && hasVideoAddress(location) && !hasVideoAddress(notes)
}
