import { decoratedMeetings } from './decorated-meetings.js'
import { idleTime } from './idle-time.js'
import { isCall, type Said } from './said.js'
import type { Tally } from './tally.js'

/** Calls on average; null where nothing was measured. */
export interface Calls {
  /** For each decorated meeting, from its first change until it was decorated. */
  readonly perMeeting: number | null
  /** For each decorated meeting, in the seconds after: its own write is notified, too. */
  readonly afterwards: number | null
  /** For each user and hour in which nothing was changed. */
  readonly perUserHour: number | null
}

export interface OperationCost extends Calls {
  readonly protocol: string
  readonly operation: string
}

/** What a connector costs Exchange. */
export interface CostToExchange {
  /** EWS calls of each node, by the endpoint set that it came in by. */
  readonly nodes: readonly { readonly via: string; readonly calls: number }[]
  /** Decorated meetings that were counted. */
  readonly meetings: number
  readonly idle: {
    readonly hours: number
    readonly userHours: number
    /** For each user and idle hour: no calls, and counted apart. */
    readonly heartbeats: number
    readonly logOnLegs: number
  } | null
  /** All operations of EWS together. */
  readonly ews: Calls
  readonly operations: readonly OperationCost[]
}

/** The order of protocols in the list: EWS first, then what it takes to find it. */
const ORDER = ['ews', 'autodiscover', 'ldap', 'gc']

/** Reads what a subject costs from what was said. */
export function costToExchange(said: Said): CostToExchange {
  const meetings = decoratedMeetings(said)
  const idle = idleTime(said)
  const average = (tally: Tally | undefined, name: string, by: number): number | null =>
    tally === undefined || by === 0 ? null : round((tally.get(name) ?? 0) / by)
  const operations = namesIn(meetings.until, meetings.afterwards, idle?.calls).map((name) => {
    const [protocol = '', operation = ''] = name.split(/ (.*)/)
    return {
      protocol,
      operation,
      perMeeting: average(meetings.until, name, meetings.count),
      afterwards: average(meetings.afterwards, name, meetings.count),
      perUserHour: average(idle?.calls, name, idle?.userHours ?? 0),
    }
  })
  return {
    nodes: nodesOf(said),
    meetings: meetings.count,
    idle:
      idle === undefined
        ? null
        : {
            hours: round(idle.hours),
            userHours: round(idle.userHours),
            heartbeats: round(idle.heartbeats / idle.userHours),
            logOnLegs: round(idle.logOnLegs / idle.userHours),
          },
    ews: together(
      operations.filter(({ protocol }) => protocol === 'ews'),
      { hasMeetings: meetings.count > 0, hasIdle: idle !== undefined },
    ),
    operations,
  }
}

function nodesOf({ entries, isSubject }: Said): CostToExchange['nodes'] {
  const calls = new Map<string, number>()
  for (const entry of entries)
    if (entry.protocol === 'ews' && isCall(entry) && isSubject(entry))
      calls.set(entry.via, (calls.get(entry.via) ?? 0) + 1)
  return [...calls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([via, count]) => ({ via, calls: count }))
}

function together(
  rows: readonly Calls[],
  { hasMeetings, hasIdle }: { readonly hasMeetings: boolean; readonly hasIdle: boolean },
): Calls {
  const sum = (field: keyof Calls, isMeasured: boolean): number | null =>
    isMeasured ? round(rows.reduce((total, row) => total + (row[field] ?? 0), 0)) : null
  return {
    perMeeting: sum('perMeeting', hasMeetings),
    afterwards: sum('afterwards', hasMeetings),
    perUserHour: sum('perUserHour', hasIdle),
  }
}

function namesIn(...tallies: readonly (Tally | undefined)[]): readonly string[] {
  const rank = (name: string): string => `${ORDER.indexOf(name.split(' ')[0] ?? '')} ${name}`
  const names = new Set(tallies.flatMap((tally) => [...(tally?.keys() ?? [])]))
  return [...names].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

/** Three digits after the point: more would be chance. */
function round(number: number): number {
  return Math.round(number * 1_000) / 1_000
}
