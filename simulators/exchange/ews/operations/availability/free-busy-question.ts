import { LabError, parseInstant, type Instant } from '../../../../core/index.js'
import type { Span } from '../../../calendar/availability/busy-times.js'
import type { WallClock } from '../../../calendar/availability/clock-rules.js'
import { EwsFault } from '../../ews-fault.js'
import type { EwsObject } from '../../tree.js'
import { asText, child } from '../request-parts.js'
import { FREE_BUSY_VIEWS, type FreeBusyViewName } from './free-busy-views.js'

/** What `t:FreeBusyViewOptions` asks of every mailbox. */
export interface FreeBusyQuestion {
  readonly span: Span
  readonly clock: WallClock
  readonly intervalMs: number
  readonly view: FreeBusyViewName
}

/** @source ews.md 4.14; @inferred the deployed limit of 62 days, where documentation says 42 */
const LIMITS = { maxDays: 62, minMinutes: 5, maxMinutes: 1440, defaultMinutes: 30 }
const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

/** Reads and checks the options; what is wrong with them ends the request. @inferred that it is a fault */
export function readFreeBusyOptions(options: EwsObject, clock: WallClock): FreeBusyQuestion {
  const window = child(options, 'TimeWindow')
  const from = readWallTime(window?.['StartTime'], clock)
  const to = readWallTime(window?.['EndTime'], clock)
  if (from >= to) throw new EwsFault('ErrorInvalidTimeInterval')
  if (to - from > LIMITS.maxDays * DAY_MS) throw new EwsFault('ErrorTimeIntervalTooBig')
  return { span: { from, to }, clock, intervalMs: readInterval(options), view: readView(options) }
}

function readInterval(options: EwsObject): number {
  const minutes = Number(options['MergedFreeBusyIntervalInMinutes'] ?? LIMITS.defaultMinutes)
  if (minutes < LIMITS.minMinutes || minutes > LIMITS.maxMinutes) {
    throw new EwsFault('ErrorInvalidMergedFreeBusyInterval')
  }
  return minutes * MINUTE_MS
}

/** The schema has a list of views where one is meant; `None` is no view. @inferred that a missing one is none too */
function readView(options: EwsObject): FreeBusyViewName {
  const requested = options['RequestedView']
  const [view, ...others] = Array.isArray(requested) ? (requested as readonly string[]) : []
  if (view === undefined || others.length > 0 || !(view in FREE_BUSY_VIEWS)) {
    throw new EwsFault('ErrorInvalidFreeBusyViewType')
  }
  return view as FreeBusyViewName
}

/** A time of the request: on its clock, unless it names a zone of its own. */
export function readWallTime(value: EwsObject[string], clock: WallClock): Instant {
  const written = asText(value).trim()
  try {
    if (/(Z|[+-]\d\d:\d\d)$/.test(written)) return parseInstant(written)
    return clock.fromWall(parseInstant(`${written}Z`))
  } catch (error) {
    if (error instanceof LabError) throw new EwsFault('ErrorInvalidTimeInterval')
    throw error
  }
}
