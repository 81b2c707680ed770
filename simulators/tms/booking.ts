import { createHash } from 'node:crypto'
import type { CalendarItem } from '../../clients/index.js'
import { type ConferenceProperty, externalConference } from './dial-string.js'

/** On-premises conferencing, which goes on beside meetings in the cloud. @source seed 002; hybrid-calendar.md HC-212 */
export interface Bridge {
  /** Conferences are called by a number in this domain. */
  readonly domain: string
}

/** A booking of a room as its endpoint gets it. Times are epoch milliseconds. */
export interface Booking {
  readonly uid: string
  readonly subject: string
  readonly organizer: string
  readonly start: number
  readonly end: number
  /** Who holds the conference: somebody else, the bridge on premises, or nobody: the room is only taken. */
  readonly hosting: 'external' | 'onPremises' | 'none'
  readonly dialString: string | null
  /** Where the dial string was read. */
  readonly property: ConferenceProperty | null
  /** A button that people push: nothing is ever called by itself. @source hybrid-calendar.md HC-177 */
  readonly isButtonShown: boolean
}

/** @inferred The endpoints on premises show the button as early as those of the cloud do: hybrid-calendar.md HC-162. */
const BUTTON_BEFORE_MS = 5 * 60_000
/** @inferred A booking of one room alone needs no conference: there is nobody to call. */
const LEAST_ROOMS_OF_A_CONFERENCE = 2

export interface BookingView {
  readonly bridge: Bridge | null
  /** Whether buttons are pushed to this endpoint. */
  readonly isManaged: boolean
  readonly now: number
  /** How many endpoints the meeting with that UID has booked. */
  readonly endpointsOf: (uid: string) => number
}

export function toBooking(item: CalendarItem, view: BookingView): Booking {
  const { uid, subject, organizer, start, end } = item
  const conference = conferenceOf(item, view)
  const isNear = start - BUTTON_BEFORE_MS <= view.now && view.now < end
  const isButtonShown = view.isManaged && conference.dialString !== null && isNear
  return { uid, subject, organizer, start, end, ...conference, isButtonShown }
}

function conferenceOf(
  item: CalendarItem,
  { bridge, endpointsOf }: BookingView,
): Pick<Booking, 'hosting' | 'dialString' | 'property'> {
  const external = externalConference(item)
  if (external !== undefined) return { hosting: 'external', ...external }
  if (bridge === null || endpointsOf(item.uid) < LEAST_ROOMS_OF_A_CONFERENCE) {
    return { hosting: 'none', dialString: null, property: null }
  }
  return { hosting: 'onPremises', dialString: `${numberOf(item.uid)}@${bridge.domain}`, property: null }
}

/** The same for every room that the meeting has booked. */
function numberOf(uid: string): string {
  const digest = createHash('sha256').update(uid).digest()
  return String(digest.readUInt32BE(0) % 10_000_000).padStart(7, '0')
}
