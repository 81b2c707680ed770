import { instant, type Instant } from '../../../core/index.js'
import type { FreeBusyStatus } from '../item.js'
import type { BusyTime, Span } from './busy-times.js'
import { higherStatus } from './merged.js'

/** From the best to the worst. */
export const QUALITIES = ['Excellent', 'Good', 'Fair', 'Poor'] as const

export type Quality = (typeof QUALITIES)[number]

/** The calendar of one person; undefined where nothing is known of it. */
export type PersonTimes = readonly Pick<BusyTime, 'start' | 'end' | 'status'>[] | undefined

/** Who is to come to a meeting. */
export interface Invitee {
  readonly kind: 'unknown' | 'tooBigGroup' | 'individual' | 'group'
  readonly people: readonly PersonTimes[]
  /** Times at which this one cannot come are not suggested at all. */
  readonly excludesConflicts: boolean
}

/** How one invitee fares at a suggested time. */
export type InviteeConflict =
  | { readonly kind: 'unknown' | 'tooBigGroup' }
  | { readonly kind: 'individual'; readonly status: FreeBusyStatus }
  | {
      readonly kind: 'group'
      readonly members: number
      readonly available: number
      readonly conflicting: number
      readonly withoutData: number
    }

export interface Suggestion {
  readonly start: Instant
  readonly isWorkTime: boolean
  readonly quality: Quality
  readonly conflicts: readonly InviteeConflict[]
}

/** What is asked of the suggestions of each day. */
export interface SuggestionWish {
  readonly durationMs: number
  /** Percentage of people who may be missing at a good time. */
  readonly goodThreshold: number
  readonly maxResults: number
  readonly maxOutsideWork: number
  readonly minQuality: Quality
  readonly isWorkTime: (span: Span) => boolean
}

/** A fair time has more conflicts than a good one, but not more than this. @inferred from the range of the threshold */
const FAIR_THRESHOLD = 50
/** Meetings are suggested to begin at each full and half hour. @inferred */
const STEP_MS = 30 * 60_000

/** All times of a day, the best first; of equals those in work time, then the earlier. */
export function rankedTimes(
  invitees: readonly Invitee[],
  day: Span,
  wish: SuggestionWish,
): readonly Suggestion[] {
  const found: Suggestion[] = []
  for (let at: number = day.from; at < day.to; at += STEP_MS) {
    const start = instant(at)
    const slot = { from: start, to: instant(at + wish.durationMs) }
    const conflicts = invitees.map((invitee) => conflictOf(invitee, slot))
    const isExcluded = invitees.some(
      ({ excludesConflicts }, index) => excludesConflicts && missing(conflicts[index]) > 0,
    )
    if (isExcluded) continue
    const quality = qualityOf(conflicts, wish.goodThreshold)
    found.push({ start, isWorkTime: wish.isWorkTime(slot), quality, conflicts })
  }
  return found.sort(
    (a, b) =>
      rankOf(a.quality) - rankOf(b.quality) ||
      Number(b.isWorkTime) - Number(a.isWorkTime) ||
      a.start - b.start,
  )
}

/** As many of a day's times as are wished for, of the quality that is wished for. */
export function chosenTimes(
  ranked: readonly Suggestion[],
  { maxResults, maxOutsideWork, minQuality }: SuggestionWish,
): readonly Suggestion[] {
  const chosen: Suggestion[] = []
  let outside = 0
  for (const suggestion of ranked) {
    if (chosen.length >= maxResults || rankOf(suggestion.quality) > rankOf(minQuality)) break
    if (!suggestion.isWorkTime && ++outside > maxOutsideWork) continue
    chosen.push(suggestion)
  }
  return chosen
}

function qualityOf(conflicts: readonly InviteeConflict[], goodThreshold: number): Quality {
  const people = conflicts.reduce((sum, conflict) => sum + known(conflict), 0)
  const absent = conflicts.reduce((sum, conflict) => sum + missing(conflict), 0)
  if (absent === 0) return 'Excellent'
  const percentage = (100 * absent) / people
  if (percentage <= goodThreshold) return 'Good'
  return percentage <= FAIR_THRESHOLD ? 'Fair' : 'Poor'
}

function conflictOf({ kind, people }: Invitee, slot: Span): InviteeConflict {
  if (kind === 'unknown' || kind === 'tooBigGroup') return { kind }
  const statuses = people.map((times) => statusIn(times, slot))
  if (kind === 'individual') return { kind, status: statuses[0] ?? 'NoData' }
  const withoutData = statuses.filter((status) => status === 'NoData').length
  const conflicting = statuses.filter(isConflict).length
  const members = statuses.length
  return { kind, members, available: members - conflicting - withoutData, conflicting, withoutData }
}

function statusIn(times: PersonTimes, { from, to }: Span): FreeBusyStatus {
  if (times === undefined) return 'NoData'
  let highest: FreeBusyStatus = 'Free'
  for (const { start, end, status } of times) {
    if (start < to && end > from) highest = higherStatus(status, highest)
  }
  return highest
}

/** @inferred that who has a tentative meeting is missed */
function isConflict(status: FreeBusyStatus): boolean {
  return status === 'Tentative' || status === 'Busy' || status === 'OOF'
}

/** People whose calendar is known. */
function known(conflict: InviteeConflict): number {
  if (conflict.kind === 'group') return conflict.members - conflict.withoutData
  return conflict.kind === 'individual' && conflict.status !== 'NoData' ? 1 : 0
}

function missing(conflict: InviteeConflict | undefined): number {
  if (conflict?.kind === 'group') return conflict.conflicting
  return conflict?.kind === 'individual' && isConflict(conflict.status) ? 1 : 0
}

function rankOf(quality: Quality): number {
  return QUALITIES.indexOf(quality)
}
