import {
  createCore,
  createManualClock,
  put,
  remove,
  type ManualClock,
  type World,
} from '../../../core/index.js'
import { items } from '../../calendar/collections.js'
import type { ItemReason } from '../../calendar/events.js'
import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import type { Item } from '../../calendar/item.js'
import type { Changes } from '../../calendar/changes.js'
import type { EwsIds } from '../../calendar/ids/ews-ids.js'
import { createCalendarStore, type CalendarStore } from '../../calendar/store.js'
import type { Recipient } from '../../../directory/recipients/recipient.js'
import type { Recipients } from '../../../directory/recipients/recipients.js'
import type { Caller } from '../../ews/caller.js'
import type { CallOperation, OperationCall, StreamOperation } from '../../ews/operation.js'
import type { EwsElement, EwsObject } from '../../ews/tree.js'
import { PRODUCT_VERSIONS, type ProductName } from '../../versions/index.js'
import { createCalendarEvents } from '../calendar-event-source.js'
import { getEvents } from '../get-events.js'
import { getStreamingEvents } from '../get-streaming-events.js'
import type { HeartbeatForm } from '../heartbeat.js'
import { textOf } from '../read-request.js'
import { subscribe } from '../subscribe.js'
import { Subscriptions } from '../subscriptions.js'
import { unsubscribe } from '../unsubscribe.js'

export const ALICE = '9362c853-fa03-45d1-9d7c-ef09db45f783'
export const BOB = '11111111-2222-3333-4444-555555555555'

const MAILBOXES = [ALICE, BOB].map((mailboxGuid) => ({ mailboxGuid, kind: 'user' }) as Recipient)

/** Knows one address: Bob's. */
const directory: Recipients = {
  byAddress: () => undefined,
  bySid: () => undefined,
  byGuid: () => undefined,
  mailboxes: () => [],
  roomLists: () => [],
  addressBookEntry: () => undefined,
  domains: () => [],
  members: () => [],
  search: () => [],
  resolve: (address: string) => (address === 'bob@ent-pa.example' ? MAILBOXES[1] : undefined),
  byMailboxGuid: () => undefined,
  expand: () => [],
  groupsOf: () => new Set(),
  storedIn: () => [],
}

/** A stream as a client would see it: each frame decoded, and whether the server ended it. */
export interface OpenStream {
  readonly frames: EwsObject[]
  readonly done: Promise<void>
  isOpen(): boolean
  /** Leaves, having read everything unless `reset` says otherwise. */
  hangUp(how?: 'gone' | 'reset'): void
}

interface Options {
  readonly maxLogChanges?: number
  /** Default 2016. */
  readonly product?: ProductName
  readonly heartbeat?: HeartbeatForm
}

/** The notification operations over a world of their own; folders are named by number, `bob:` for Bob's. */
export class NotificationWorld {
  readonly clock: ManualClock = createManualClock()
  readonly world: World
  readonly subscriptions: Subscriptions
  readonly stopping = new AbortController()
  readonly #store: CalendarStore
  readonly #subscribe: CallOperation
  readonly #unsubscribe: CallOperation
  readonly #getEvents: CallOperation
  readonly #stream: StreamOperation

  constructor({ product = '2016', heartbeat = 'ConnectionStatus', ...options }: Options = {}) {
    const { clock } = this
    const core = createCore({ seed: 1, clock, ...options })
    const { world, ids } = core
    this.world = world
    this.subscriptions = new Subscriptions({ world, clock, ids, server: 'exch1.ent-pa.example' })
    const store = createCalendarStore(core, {
      recipients: directory,
      product: PRODUCT_VERSIONS[product],
    })
    this.#store = store
    for (const recipient of MAILBOXES) store.provision(recipient, 'test')
    const source = createCalendarEvents(store)
    const stopping = this.stopping.signal
    const push = { targets: 'loopback', journal: core.journal } as const
    const context = { world, clock, source, subscriptions: this.subscriptions, heartbeat, push, stopping }
    this.#subscribe = subscribe(context)
    this.#unsubscribe = unsubscribe(context)
    this.#getEvents = getEvents(context)
    this.#stream = getStreamingEvents(context)
  }

  subscribeWith(request: EwsObject, caller = serviceAccount(), version = 'Exchange2016'): EwsObject {
    const answer = this.#subscribe.handle(call(request, caller, version)) as EwsObject
    return firstMessage(answer)
  }

  /** Subscribes to folders and gives the subscription id back. */
  subscribe(
    folders: readonly string[],
    eventTypes = ['CreatedEvent', 'ModifiedEvent', 'MovedEvent', 'DeletedEvent'],
    caller = serviceAccount(),
    version?: string,
  ) {
    const request = streamingRequest(folders, eventTypes)
    return textOf(this.subscribeWith(request, caller, version)['SubscriptionId'])
  }

  subscribeToAll(eventTypes: readonly string[]) {
    const request = { '@SubscribeToAllFolders': true, EventTypes: { EventType: eventTypes } }
    return textOf(this.subscribeWith({ StreamingSubscriptionRequest: request })['SubscriptionId'])
  }

  unsubscribe(id: string, caller = serviceAccount()): EwsObject {
    return firstMessage(this.#unsubscribe.handle(call({ SubscriptionId: id }, caller)) as EwsObject)
  }

  getEvents(id: string, watermark: string): EwsObject {
    const request = { SubscriptionId: id, Watermark: watermark }
    return firstMessage(this.#getEvents.handle(call(request, serviceAccount())) as EwsObject)
  }

  open(
    ids: readonly string[],
    { minutes = 30, caller = serviceAccount(), version = 'Exchange2016' } = {},
  ): OpenStream {
    const frames: EwsObject[] = []
    const client = new AbortController()
    const state: { open: boolean; left?: 'gone' | 'reset' } = { open: true }
    const leave = (how: 'gone' | 'reset' = 'gone') => {
      state.left = how
      client.abort()
    }
    const request = { SubscriptionIds: { SubscriptionId: ids }, ConnectionTimeout: minutes }
    const done = this.#stream
      .stream(call(request, caller, version), {
        signal: client.signal,
        get client() {
          return state.left ?? 'there'
        },
        isFull: false,
        send: (body, flushed) => {
          frames.push(firstMessage(body))
          if (flushed !== undefined) queueMicrotask(flushed)
        },
      })
      .then(() => void (state.open = false))
    return { frames, done, isOpen: () => state.open, hangUp: leave }
  }

  /** Writes an item of Alice's, into the calendar unless another folder is named. */
  write(number: number, reason: ItemReason = 'CalendarItemUpdated', place: Partial<Item> = {}): void {
    const item = { ...anItem(number), ...place } as Item
    this.world.commit({ cause: 'test', reason, writes: [put(items, item)] })
  }

  get ids(): EwsIds {
    return this.#store.ids
  }

  /** Changes Alice's mailbox as the store does, in one action. */
  change<Result>(act: (changes: Changes) => Result): Result {
    const changes = this.#store.changes('Alice')
    const result = act(changes)
    changes.commit('test')
    return result
  }

  move(number: number, to: { readonly number: number; readonly folder: number }): void {
    const moved = { ...anItem(to.number), folder: to.folder, movedFrom: `${ALICE}:${number}` }
    this.world.commit({
      cause: 'test',
      reason: 'ItemMovedOut',
      writes: [remove(items, `${ALICE}:${number}`), put(items, moved, 'ItemMovedIn')],
    })
  }
}

export function serviceAccount(impersonating = ALICE): Caller {
  return {
    account: { sid: 'S-1-5-21-1-2-3-1104', userPrincipalName: 'connector@ent-pa.example' },
    mailbox: { mailboxGuid: impersonating, primarySmtpAddress: 'alice@ent-pa.example', displayName: 'Alice' },
    impersonating: true,
  }
}

export function streamingRequest(folders: readonly string[], eventTypes: readonly string[]): EwsObject {
  return {
    StreamingSubscriptionRequest: {
      FolderIds: { $each: folders.map(folderReference) },
      EventTypes: { EventType: eventTypes },
    },
  }
}

function folderReference(name: string): EwsElement {
  if (!name.startsWith('bob:')) return { name: 'DistinguishedFolderId', value: { '@Id': name } }
  const Mailbox = { EmailAddress: 'bob@ent-pa.example' }
  return { name: 'DistinguishedFolderId', value: { '@Id': name.slice(4), Mailbox } }
}

/** The events of a frame, as `ModifiedEvent` or `ModifiedEvent(folder)`, of all its notifications. */
export function eventNames(frame: EwsObject | undefined): readonly string[] {
  return notificationsOf(frame).flatMap(({ $each = [] }) =>
    $each.map(({ name, value }) => ('FolderId' in (value as object) ? `${name}(folder)` : name)),
  )
}

export function notificationsOf(frame: EwsObject | undefined): readonly EwsObject[] {
  const notifications = frame?.['Notifications'] as EwsObject | undefined
  return (notifications?.['Notification'] ?? []) as readonly EwsObject[]
}

function call(request: EwsObject, caller: Caller, requestedVersion = 'Exchange2016'): OperationCall {
  return {
    request,
    caller,
    requestedVersion,
    timeZone: undefined,
    dateTimePrecision: 'Seconds',
    interaction: { id: '1', signal: new AbortController().signal },
  }
}

function firstMessage(body: EwsObject): EwsObject {
  return (body['ResponseMessages'] as EwsObject).$each?.[0]?.value as EwsObject
}

/** What notifications look at in an item; the rest of a real one is of no interest here. */
function anItem(number: number): Item {
  const place = {
    mailbox: ALICE,
    number,
    folder: FOLDER_NUMBERS.calendar,
    kind: 'CalendarItem',
    event: { uid: 'U' },
  }
  return place as unknown as Item
}
