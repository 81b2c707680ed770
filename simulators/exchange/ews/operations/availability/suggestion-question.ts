import type { Span } from '../../../calendar/availability/busy-times.js'
import type { WallClock } from '../../../calendar/availability/clock-rules.js'
import { QUALITIES, type Quality, type SuggestionWish } from '../../../calendar/availability/suggestions.js'
import { uidOf } from '../../../calendar/ids/global-object-id.js'
import type { Instant } from '../../../../core/index.js'
import { EwsFault } from '../../ews-fault.js'
import type { EwsObject } from '../../tree.js'
import { child, text } from '../request-parts.js'
import { readWallTime } from './free-busy-question.js'

/** What `t:SuggestionsViewOptions` asks for. */
export interface SuggestionQuestion extends Omit<SuggestionWish, 'isWorkTime'> {
  readonly span: Span
  /** A meeting that is to be moved: what is left of it, in time. */
  readonly moved: { readonly uid: string | undefined; readonly start: Instant | undefined }
}

/** The smallest, the largest and the usual value of each number. @source ews.md 4.14; MS documentation */
const NUMBERS = {
  GoodThreshold: [1, 49, 25],
  MaximumResultsByDay: [0, 48, 10],
  MaximumNonWorkHourResultsByDay: [0, 48, 0],
  MeetingDurationInMinutes: [30, 1440, 60],
} as const

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
/** As for free/busy. @inferred */
const MAX_DAYS = 62

/** Reads and checks the options; what is wrong with them ends the request. @inferred that it is a fault */
export function readSuggestionOptions(options: EwsObject, clock: WallClock): SuggestionQuestion {
  const window = child(options, 'DetailedSuggestionsWindow')
  const from = readWallTime(window?.['StartTime'], clock)
  const to = readWallTime(window?.['EndTime'], clock)
  if (from >= to) throw new EwsFault('ErrorInvalidTimeInterval')
  if (to - from > MAX_DAYS * DAY_MS) throw new EwsFault('ErrorTimeIntervalTooBig')
  const current = options['CurrentMeetingTime']
  return {
    span: { from, to },
    goodThreshold: readNumber(options, 'GoodThreshold'),
    maxResults: readNumber(options, 'MaximumResultsByDay'),
    maxOutsideWork: readNumber(options, 'MaximumNonWorkHourResultsByDay'),
    durationMs: readNumber(options, 'MeetingDurationInMinutes') * MINUTE_MS,
    minQuality: QUALITIES.find((one) => one === text(options, 'MinimumSuggestionQuality')) ?? USUAL_QUALITY,
    moved: {
      uid: readMeeting(text(options, 'GlobalObjectId')),
      start: current === undefined ? undefined : readWallTime(current, clock),
    },
  }
}

/** @source MS documentation: MinimumSuggestionQuality */
const USUAL_QUALITY: Quality = 'Fair'

function readNumber(options: EwsObject, name: keyof typeof NUMBERS): number {
  const [min, max, usual] = NUMBERS[name]
  const value = Number(options[name] ?? usual)
  if (value < min || value > max) throw new EwsFault('ErrorInvalidArgument')
  return value
}

/** The UID of a meeting by its global object id, which comes as base64 or as hexadecimal. @inferred */
function readMeeting(id: string | undefined): string | undefined {
  if (id === undefined) return undefined
  return uidOf(Buffer.from(id, /^[0-9a-f]+$/i.test(id) ? 'hex' : 'base64')) ?? id
}
