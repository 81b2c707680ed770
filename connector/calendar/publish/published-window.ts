import type { CalendarItem } from '../../ports/exchange.js'

export const DAY_MS = 86_400_000
/** The cloud keeps meetings from a week back to a month ahead. @source hybrid-calendar.md HC-161, HC-194 */
const BEFORE_MS = 7 * DAY_MS
export const PUBLISHED_AFTER_MS = 31 * DAY_MS

export interface Window {
  readonly from: number
  readonly to: number
}

export function publishedWindow(now: number): Window {
  return { from: now - BEFORE_MS, to: now + PUBLISHED_AFTER_MS }
}

/** Whether a meeting, or some occurrence of a series, may lie in the window. */
export function isInWindow(item: CalendarItem, now: number): boolean {
  return !isOver(item, now) && item.start <= publishedWindow(now).to
}

/** Whether a meeting, with all its occurrences, lies so far back that no list shows it again. */
export function isOver({ lastEnd }: CalendarItem, now: number): boolean {
  return lastEnd !== null && lastEnd < publishedWindow(now).from
}
