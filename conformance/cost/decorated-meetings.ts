import type { DetailedEntry } from '../drivers/admin-api.js'
import { type MeetingsNamed, meetingsNamed } from './meetings-named.js'
import { DECORATES, isChange } from './operations.js'
import { isCall, type Said } from './said.js'
import { type Tally, tallyOf } from './tally.js'

/** The write that decorates a meeting is a change that is notified: what is asked within this time belongs to it. */
const ECHO_MS = 10_000

/** What decorating meetings has cost, all of them together. */
export interface DecoratedMeetings {
  readonly count: number
  /** Calls from the first change of a meeting until it was decorated. */
  readonly until: Tally
  /** Calls about it in the seconds after. */
  readonly afterwards: Tally
}

/** A meeting on its way to being decorated, in numbers of journal entries. */
interface Way {
  readonly first: number
  /** The last change before the decoration. */
  readonly lastChange: number
  readonly decoration: DetailedEntry
}

export function decoratedMeetings({ entries, isSubject }: Said): DecoratedMeetings {
  const ews = entries.filter(({ protocol }) => protocol === 'ews')
  const named = meetingsNamed(ews)
  const ways = waysOf(ews, named, isSubject)
  const calls = entries.filter((entry) => isCall(entry) && isSubject(entry))
  return {
    count: ways.size,
    until: tallyOf(calls.filter((call) => isOnTheWay(call, named, ways))),
    afterwards: tallyOf(calls.filter((call) => isEcho(call, named, ways))),
  }
}

function waysOf(
  ews: readonly DetailedEntry[],
  named: MeetingsNamed,
  isSubject: Said['isSubject'],
): ReadonlyMap<string, Way> {
  const firsts = new Map<string, number>()
  const changes = new Map<string, number>()
  const ways = new Map<string, Way>()
  for (const entry of ews) {
    if (isSubject(entry) && entry.operation === DECORATES && entry.outcome === 'NoError')
      for (const meeting of named.inRequest(entry)) {
        const first = firsts.get(meeting) ?? entry.id
        const lastChange = changes.get(meeting) ?? first
        if (!ways.has(meeting)) ways.set(meeting, { first, lastChange, decoration: entry })
      }
    const isNews = entry.kind === 'message' || (!isSubject(entry) && isChange(entry.operation))
    for (const meeting of named.in(entry)) {
      if (!firsts.has(meeting)) firsts.set(meeting, entry.id)
      if (isNews) changes.set(meeting, entry.id)
    }
  }
  return ways
}

/** A call that names no meeting belongs to those of its mailbox that have changed and are not decorated yet. */
function isOnTheWay(call: DetailedEntry, named: MeetingsNamed, ways: ReadonlyMap<string, Way>): boolean {
  const meetings = named.in(call)
  if (meetings.size === 0)
    return [...ways.values()].some(
      ({ lastChange, decoration }) =>
        lastChange < call.id &&
        call.id <= decoration.id &&
        (call.target === null || call.target === decoration.target),
    )
  return [...meetings].some((meeting) => {
    const way = ways.get(meeting)
    return way !== undefined && way.first <= call.id && call.id <= way.decoration.id
  })
}

function isEcho(call: DetailedEntry, named: MeetingsNamed, ways: ReadonlyMap<string, Way>): boolean {
  if (isOnTheWay(call, named, ways)) return false
  return [...named.in(call)].some((meeting) => {
    const decoration = ways.get(meeting)?.decoration
    return (
      decoration !== undefined && decoration.id < call.id && call.openedAt - decoration.openedAt <= ECHO_MS
    )
  })
}
