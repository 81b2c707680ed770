import type { DetailedEntry } from '../drivers/admin-api.js'
import { isChange } from './operations.js'
import { isCall, type Said, UNAUTHORIZED } from './said.js'
import { type Tally, tallyOf } from './tally.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** After a change a connector may still be at work for this long: retries, caches, the people and rooms invited. */
const SETTLING_MS = 5 * MINUTE_MS
/** With less time at rest nothing can be said of an hour. */
const LEAST_MS = 10 * MINUTE_MS
const NOTIFICATION = /<(?:\w+:)?Notification>/

/** What was asked of Exchange while nobody changed anything. */
export interface IdleTime {
  readonly hours: number
  /** People and rooms subscribed for, each times the hours at rest. */
  readonly userHours: number
  readonly calls: Tally
  /** Frames that Exchange sent to keep streams alive. */
  readonly heartbeats: number
  /** Requests that were refused to be sent again with credentials. */
  readonly logOnLegs: number
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly users: number
}

/** Undefined when there was too little of it. */
export function idleTime(said: Said): IdleTime | undefined {
  const stretches = idleStretches(said)
  const hours = sum(stretches.map(({ from, to }) => (to - from) / HOUR_MS))
  if (hours * HOUR_MS < LEAST_MS) return undefined
  const own = said.entries.filter(
    (entry) =>
      said.isSubject(entry) &&
      stretches.some(({ from, to }) => from <= entry.openedAt && entry.openedAt < to),
  )
  return {
    hours,
    userHours: sum(stretches.map(({ from, to, users }) => ((to - from) / HOUR_MS) * users)),
    calls: tallyOf(own.filter(isCall)),
    heartbeats: own.filter(({ kind }) => kind === 'message').length,
    logOnLegs: own.filter(({ outcome }) => outcome === UNAUTHORIZED).length,
  }
}

/** From some time after each disturbance until the next one, since somebody was subscribed for. */
function idleStretches({ entries, until, isSubject }: Said): readonly Stretch[] {
  const subscribed = new Set<string>()
  const users = new Set<string>()
  const stretches: Stretch[] = []
  let disturbedAt = Infinity
  const end = (to: number): void => {
    const from = disturbedAt + SETTLING_MS
    if (from < to) stretches.push({ from, to, users: users.size })
  }
  for (const entry of entries) {
    const isNewUser = isSubject(entry) && isFirstSubscription(entry, subscribed)
    if (!isNewUser && !isDisturbance(entry, isSubject)) continue
    end(entry.openedAt)
    if (isNewUser) users.add(entry.target ?? '')
    if (users.size > 0) disturbedAt = entry.openedAt
  }
  end(until)
  return stretches
}

/** Of a node for a mailbox: a node that starts, or takes somebody over, is not at rest. */
function isFirstSubscription(
  { operation, outcome, via, target }: DetailedEntry,
  known: Set<string>,
): boolean {
  const key = `${via} ${target}`
  if (operation !== 'Subscribe' || outcome !== 'NoError' || known.has(key)) return false
  known.add(key)
  return true
}

/** Somebody has changed something, or the subject was told that somebody has. */
function isDisturbance(entry: DetailedEntry, isSubject: Said['isSubject']): boolean {
  if (entry.protocol !== 'ews') return false
  if (entry.kind === 'message') return isSubject(entry) && NOTIFICATION.test(entry.response ?? '')
  return isChange(entry.operation)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
