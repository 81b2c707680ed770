import type { CalendarItem } from '../../ports/exchange.js'
import type { ClusterConfig, JoinTarget } from '../../ports/fleet.js'
import { findRoomLink, hasJoinDetails, hasLinkOf } from './join-links.js'
import { findKeywords, type Keyword, type KeywordUse } from './keywords.js'

/** One thing that a keyword asks for. */
export interface Effect {
  readonly target: JoinTarget
  readonly keyword: Keyword
}

/** What is to be done with a meeting. */
export type Decision =
  /** `effects` holds each target once, the room first; `isAddition`: details of the other target are there already. */
  | { readonly kind: 'decorate'; readonly effects: readonly Effect[]; readonly isAddition: boolean }
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
  readonly config: Pick<ClusterConfig, 'keywords' | 'features'>
}

/**
 * Switch of the organization: only the first of several keywords counts, as in the current documents. Without it each
 * has its effect, as in those of 2017 and 2019 (HC-079). @inferred the name
 */
const LEFTMOST_ONLY = 'leftmostKeywordOnly'

/** Bare keywords without a setting of the organization (HC-075, HC-080). */
const DEFAULT_TARGETS: Readonly<Record<Keyword, JoinTarget>> = {
  '@webex': 'myroom',
  '@meet': 'space',
  '@spark': 'space',
}

/** Most invitees that are still processed. @source hybrid-calendar.md HC-118, profile of 2017 and 2019 */
const INVITEE_LIMITS: Readonly<Record<JoinTarget, number>> = { space: 60, myroom: 300 }

const TARGETS = ['myroom', 'space'] as const satisfies readonly JoinTarget[]

/** Decides by the keyword grammar; depends on nothing but its arguments. */
export function decide(item: CalendarItem, context: DecisionContext): Decision {
  const obstacle = findObstacle(item, context.now)
  if (obstacle !== null) return leave(obstacle)
  const counted = countedKeywords(item, context)
  const roomUrl = findRoomLink(item.location)
  if (counted.length === 0 && roomUrl === null) return leave('no-keyword')
  if (item.kind === 'Occurrence' || item.kind === 'Exception') return leave('single-occurrence')
  if (counted.length > 0) return decideByKeywords(item, counted, context)
  if (hasJoinDetails(item)) return leave('has-join-details')
  if (roomUrl === null || !isWithinLimit(item, 'myroom')) return leave('too-many-invitees')
  return { kind: 'decorate-room', roomUrl }
}

function findObstacle(item: CalendarItem, now: number): LeaveReason | null {
  if (item.isCancelled) return 'cancelled'
  if (!item.isOrganizer) return 'not-organizer'
  return item.lastEnd !== null && item.lastEnd <= now ? 'in-the-past' : null
}

function decideByKeywords(
  item: CalendarItem,
  uses: readonly KeywordUse[],
  context: DecisionContext,
): Decision {
  const effects = toEffects(uses, context)
  const missing = findMissing(item, effects)
  if (missing.length === 0) return leave('has-join-details')
  const onetime = uses.find(({ modifier }) => modifier === 'onetime')
  if (onetime !== undefined) return { kind: 'unsupported', keyword: onetime.keyword, modifier: 'onetime' }
  const allowed = missing.filter(({ target }) => isWithinLimit(item, target))
  if (allowed.length === 0) return leave('too-many-invitees')
  return { kind: 'decorate', effects: allowed, isAddition: missing.length < effects.length }
}

/** The keyword by which a meeting asks for a space; null when it does not, or not any more. */
export function findSpaceKeyword(item: CalendarItem, context: DecisionContext): Keyword | null {
  if (findObstacle(item, context.now) !== null) return null
  const effects = toEffects(countedKeywords(item, context), context)
  return effects.find(({ target }) => target === 'space')?.keyword ?? null
}

function countedKeywords({ location }: CalendarItem, { config }: DecisionContext): readonly KeywordUse[] {
  const uses = findKeywords(location)
  return config.features[LEFTMOST_ONLY] === true ? uses.slice(0, 1) : uses
}

/** Each target once, by the leftmost keyword that asks for it. */
function toEffects(uses: readonly KeywordUse[], context: DecisionContext): readonly Effect[] {
  const asked = uses.map(({ keyword, modifier }) => ({
    keyword,
    target: modifier === null || modifier === 'onetime' ? bareTarget(keyword, context) : modifier,
  }))
  return TARGETS.flatMap((target) => asked.find((effect) => effect.target === target) ?? [])
}

/** A single effect is there with any join details (HC-096), one of two only with its own: a room does not stand for a space. */
function findMissing(item: CalendarItem, effects: readonly Effect[]): readonly Effect[] {
  if (effects.length > 1) return effects.filter(({ target }) => !hasLinkOf(target, item.body.content))
  return hasJoinDetails(item) ? [] : effects
}

function isWithinLimit({ attendees }: CalendarItem, target: JoinTarget): boolean {
  return attendees.length <= INVITEE_LIMITS[target]
}

/** `@spark` is the old name of `@meet` and follows its setting. */
function bareTarget(keyword: Keyword, { config: { keywords } }: DecisionContext): JoinTarget {
  return (
    keywords[keyword] ?? (keyword === '@spark' ? keywords['@meet'] : undefined) ?? DEFAULT_TARGETS[keyword]
  )
}

function leave(reason: LeaveReason): Decision {
  return { kind: 'leave', reason }
}
