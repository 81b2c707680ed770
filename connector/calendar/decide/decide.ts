import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinTarget } from '../../ports/fleet.js'
import { findWebexLinks, findRoomLink } from './join-links.js'
import { findKeyword, type Keyword, type Modifier } from './keywords.js'

/** What is to be done with a meeting. */
export type Decision =
  | { readonly kind: 'decorate'; readonly target: JoinTarget; readonly keyword: Keyword }
  /** A personal room's link instead of a keyword: join details follow if it is the organizer's own. */
  | { readonly kind: 'decorate-room'; readonly roomUrl: string }
  | { readonly kind: 'unsupported'; readonly keyword: Keyword; readonly modifier: 'onetime' }
  | { readonly kind: 'leave'; readonly reason: LeaveReason }

export type LeaveReason =
  | 'cancelled'
  | 'not-organizer' // HC-144: only the organizer's item is written
  | 'in-the-past' // HC-086
  | 'no-keyword'
  | 'single-occurrence' // HC-084: a keyword belongs on the series
  | 'has-join-details' // HC-096, and our own earlier work
  | 'too-many-invitees' // HC-118

export interface DecisionContext {
  readonly now: number
  /** What a bare keyword means (HC-077). */
  readonly keywords: Readonly<Record<string, JoinTarget>>
}

/** Bare keywords without a setting of the organization (HC-075, HC-080). */
const DEFAULT_TARGETS: Readonly<Record<Keyword, JoinTarget>> = {
  '@webex': 'myroom',
  '@meet': 'space',
  '@spark': 'space',
}

/** Most invitees that are still processed. @source hybrid-calendar.md HC-118, profile of 2017 and 2019 */
const INVITEE_LIMITS: Readonly<Record<JoinTarget, number>> = { space: 60, myroom: 300 }

/** Decides by the keyword grammar; depends on nothing but its arguments. */
export function decide(item: CalendarItem, context: DecisionContext): Decision {
  const obstacle = findObstacle(item, context.now)
  if (obstacle !== null) return leave(obstacle)
  const use = findKeyword(item.location)
  if (use === null) return decideWithoutKeyword(item)
  if (item.kind === 'Occurrence' || item.kind === 'Exception') return leave('single-occurrence')
  if (hasJoinDetails(item)) return leave('has-join-details')
  if (use.modifier === 'onetime') return { kind: 'unsupported', keyword: use.keyword, modifier: use.modifier }
  const target = use.modifier ?? bareTarget(use.keyword, context)
  if (item.attendees.length > INVITEE_LIMITS[target]) return leave('too-many-invitees')
  return { kind: 'decorate', target, keyword: use.keyword }
}

function findObstacle(item: CalendarItem, now: number): LeaveReason | null {
  if (item.isCancelled) return 'cancelled'
  if (!item.isOrganizer) return 'not-organizer'
  return item.lastEnd !== null && item.lastEnd <= now ? 'in-the-past' : null
}

function decideWithoutKeyword(item: CalendarItem): Decision {
  const roomUrl = findRoomLink(item.location)
  if (roomUrl === null) return leave('no-keyword')
  return hasJoinDetails(item) ? leave('has-join-details') : { kind: 'decorate-room', roomUrl }
}

/** Webex links in the body, or the very address that we have put into the conference data. */
function hasJoinDetails({ body, conferenceData }: CalendarItem): boolean {
  if (findWebexLinks(body.content).length > 0) return true
  return (
    conferenceData !== null &&
    conferenceData !== '' &&
    body.content.includes(conferenceData.replace(/^sips?:/, ''))
  )
}

/** `@spark` is the old name of `@meet` and follows its setting. */
function bareTarget(keyword: Keyword, { keywords }: DecisionContext): Exclude<Modifier, 'onetime'> {
  return (
    keywords[keyword] ?? (keyword === '@spark' ? keywords['@meet'] : undefined) ?? DEFAULT_TARGETS[keyword]
  )
}

function leave(reason: LeaveReason): Decision {
  return { kind: 'leave', reason }
}
