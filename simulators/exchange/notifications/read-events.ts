import type { Change, Clock, World } from '../../core/index.js'
import type { EwsElement } from '../ews/tree.js'
import { MAX_EVENTS, roomInAnswer } from './event-room.js'
import type { EventSource } from './event-source.js'
import type { Subscription } from './subscription.js'

/** @source ews.md 4.8: the table of events keeps them for 30 days */
const EVENT_LIFE_MS = 30 * 24 * 3_600_000

/** What events are read from. */
export interface EventLog {
  readonly world: World
  readonly clock: Pick<Clock, 'now'>
  readonly source: EventSource
}

/** An event, and where in the log to go on for who was told it. */
export interface RaisedEvent {
  readonly event: EwsElement
  readonly cursor: number
}

/**
 * What there is to tell a subscription. `cursor` is where to go on after telling it; `more` says whether
 * something is left. `missed` means that what came next is no longer kept.
 */
export type EventPage =
  | {
      readonly kind: 'events'
      readonly events: readonly RaisedEvent[]
      readonly cursor: number
      readonly more: boolean
    }
  | { readonly kind: 'missed' }

/** Reads on in the change log, for as much as there is room for; the events of one change are never parted. */
export function readEvents(
  { world, clock, source }: EventLog,
  subscription: Pick<Subscription, 'streams' | 'eventTypes' | 'cursor'>,
  room = roomInAnswer(),
): EventPage {
  const changes = nextChanges(world, subscription)
  if (changes === 'missed' || isTooOld(changes[0], clock)) return { kind: 'missed' }

  const events: RaisedEvent[] = []
  let cursor = subscription.cursor
  for (const change of changes) {
    const raised = source
      .eventsOf(change, subscription.streams)
      .filter(({ name }) => subscription.eventTypes.has(name))
    if (raised.length > 0 && !room.take(raised)) return { kind: 'events', events, cursor, more: true }
    const before = cursor
    cursor = change.sequence
    // Only the last event of a change leads past it, so that who goes on from an earlier one misses none.
    for (const [index, event] of raised.entries()) {
      events.push({ event, cursor: index === raised.length - 1 ? cursor : before })
    }
  }
  const more = [...subscription.streams].some((stream) => world.hasChangesAfter(stream, cursor))
  return { kind: 'events', events, cursor, more }
}

function isTooOld(change: Change | undefined, clock: Pick<Clock, 'now'>): boolean {
  return change !== undefined && clock.now() - change.at > EVENT_LIFE_MS
}

/** The next changes of all streams in the order in which they happened; one in several streams comes once. */
function nextChanges(
  world: World,
  { streams, cursor }: Pick<Subscription, 'streams' | 'cursor'>,
): readonly Change[] | 'missed' {
  const bySequence = new Map<number, Change>()
  for (const stream of streams) {
    const page = world.read(stream, cursor, MAX_EVENTS)
    if (page.kind === 'evicted') return 'missed'
    for (const change of page.changes) bySequence.set(change.sequence, change)
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence).slice(0, MAX_EVENTS)
}
