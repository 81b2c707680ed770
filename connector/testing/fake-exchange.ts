import { ConnectorError } from '../error.js'
import type {
  AutomaticReplies,
  CalendarItem,
  Decoration,
  Exchange,
  ItemRef,
  StreamMessage,
  FoundOccurrence,
  BusyTime,
  NewMeeting,
} from '../ports/exchange.js'
import { calendarItem } from './calendar-item.js'

/** One calendar in memory, with a stream that a test feeds. */
export interface FakeExchange extends Exchange {
  readonly items: Map<string, CalendarItem>
  readonly writes: { readonly ref: ItemRef; readonly decoration: Decoration }[]
  /** Streams that were opened, with the subscriptions they named. */
  readonly streams: FakeStream[]
  /** What sync answers: by state, the changed items and the next state. */
  readonly syncs: (string | null)[]
  /** Run before a write; may throw what Exchange would answer. */
  beforeWrite: () => void
  /** The occurrences of the one series in the calendar. */
  series: readonly FoundOccurrence[]
  /** Meetings that were created, in order. */
  readonly created: NewMeeting[]
  /** Run before and after a meeting is created; may throw what Exchange would answer, or what breaks on the way back. */
  beforeCreate: () => void
  afterCreate: () => void
  /** When people are busy, by address. */
  readonly busy: Map<string, readonly BusyTime[]>
  /** What GetUserOofSettings answers; an error is thrown. */
  replies: AutomaticReplies | Error
}

export interface FakeStream {
  readonly subscriptionIds: readonly string[]
  send(message: StreamMessage): void
  end(error?: Error): void
  /** Whether the connector has hung up. */
  aborted(): boolean
}

export function createFakeExchange(): FakeExchange {
  const items = new Map<string, CalendarItem>()
  const writes: FakeExchange['writes'] = []
  const streams: FakeStream[] = []
  const syncs: (string | null)[] = []
  const created: NewMeeting[] = []
  const fake: FakeExchange = {
    items,
    writes,
    streams,
    syncs,
    beforeWrite: () => undefined,
    series: [],
    created,
    beforeCreate: () => undefined,
    afterCreate: () => undefined,
    busy: new Map(),
    replies: { state: 'Disabled', externalAudience: 'None', start: null, end: null },
    probe: async () => undefined,
    bind: async () => 'calendar',
    subscribe: async ({ address }) => `sub-${address}`,
    unsubscribe: async () => undefined,
    stream: (_mailbox, subscriptionIds, { signal }) => openStream(streams, subscriptionIds, signal),
    sync: async (_mailbox, syncState) => {
      syncs.push(syncState)
      if (syncState === 'bad') throw ewsError('ErrorInvalidSyncStateData')
      return {
        syncState: 'state-2',
        changes: [...items.keys()].map((itemId) => ({ kind: 'changed', itemId })),
      }
    },
    find: async () =>
      [...items.values()].map(({ ref, kind }) => ({ itemId: ref.id, isSeries: kind === 'RecurringMaster' })),
    occurrences: async () => fake.series,
    readMaster: async () => [...items.values()].find(({ kind }) => kind === 'RecurringMaster') ?? null,
    read: async (_mailbox, itemId) => items.get(itemId) ?? null,
    decorate: async (_mailbox, ref, decoration) => {
      fake.beforeWrite()
      writes.push({ ref, decoration })
      const item = items.get(ref.id)
      if (item === undefined) throw ewsError('ErrorItemNotFound')
      const next = { id: ref.id, changeKey: `${ref.changeKey}+` }
      items.set(ref.id, { ...item, ...decoration, ref: next })
      return next
    },
    freeBusy: async (_mailbox, addresses) => addresses.map((address) => fake.busy.get(address) ?? null),
    create: async (_mailbox, meeting) => {
      fake.beforeCreate()
      created.push(meeting)
      const ref = { id: `created-${created.length}`, changeKey: 'key-1' }
      items.set(ref.id, calendarItem({ ref, uid: `uid-${ref.id}`, subject: meeting.subject }))
      fake.afterCreate()
      return ref.id
    },
    findCreated: async (_mailbox, { requestId }) => {
      const index = created.findIndex((meeting) => meeting.requestId === requestId)
      return index === -1 ? null : `created-${index + 1}`
    },
    automaticReplies: async () => {
      if (fake.replies instanceof Error) throw fake.replies
      return fake.replies
    },
  }
  return fake
}

export function ewsError(reason: string): ConnectorError {
  return new ConnectorError('EWS_ERROR', { message: reason, reason })
}

async function* openStream(
  streams: FakeStream[],
  subscriptionIds: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<StreamMessage> {
  const queue: (StreamMessage | Error | null)[] = []
  let wake: () => void = () => undefined
  const push = (entry: StreamMessage | Error | null): void => {
    queue.push(entry)
    wake()
  }
  streams.push({
    subscriptionIds,
    send: push,
    end: (error) => push(error ?? null),
    aborted: () => signal.aborted,
  })
  signal.addEventListener('abort', () => push(new Error('aborted')))
  for (;;) {
    const next = queue.shift()
    if (next === null) return
    if (next instanceof Error) throw next
    if (next === undefined) await new Promise<void>((resolve) => (wake = resolve))
    else yield next
  }
}
