import { instant, parseInstant, type Instant } from '../../core/index.js'
import type { Zones } from '../../core/zones/zones.js'
import { invalid } from '../rest/rest-fault.js'

const MINUTE_MS = 60_000

/** @source developer.webex.com, meetings: no shorter than 10 minutes, no longer than 24 hours */
const SHORTEST_MINUTES = 10
const LONGEST_MINUTES = 24 * 60

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/

/** A time that names its offset, or one on the clock of the zone; accurate to minutes. */
export function readTime(zones: Zones, timeZone: string, text: string): Instant {
  const local = LOCAL.exec(text)
  if (local !== null) {
    const at = parsed(`${text.slice(0, 10)}T${text.slice(11, 16)}Z`)
    return zones.fromWall(timeZone, at)
  }
  return instant(Math.floor(parsed(text) / MINUTE_MS) * MINUTE_MS)
}

function parsed(text: string): Instant {
  try {
    return parseInstant(text)
  } catch {
    // The refusal says the same in the words of the API.
    throw invalid('start and end must be times in a form of ISO 8601.')
  }
}

/** The length of a meeting, unless it is one that no meeting has, or begins in the past. */
export function readDuration(start: Instant, end: Instant, now: Instant | null): number {
  const minutes = (end - start) / MINUTE_MS
  if (now !== null && start < Math.floor(now / MINUTE_MS) * MINUTE_MS) {
    throw invalid('start cannot be before the current date and time.')
  }
  if (minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) {
    throw invalid('The duration between start and end must be 10 minutes to 24 hours.')
  }
  return minutes
}

export function readZone(zones: Zones, name: string): string {
  if (!zones.isKnown(name) || zones.windowsId(name) === name) {
    throw invalid('timezone must be a time zone of the tz database.')
  }
  return name
}
