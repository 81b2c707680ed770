import { openEvents, type EventStream, type Said } from './event-stream.js'
import { Replica, SyncedReplica, type Copy } from './replicas.js'
import type { CalendarWire } from './wire.js'

/** How time passes for a shadow, which has no clock of its own. */
export type Wait = (ms: number) => Promise<void>

const HEARTBEAT_MS = 45_000

/**
 * A client that rebuilds a calendar from the wire in three ways: from events alone as long as its subscription lives
 * (and from a look at the folder when it does not), from events and a synchronization after each gap, and from
 * synchronizations alone. All three are to be what FindItem and GetItem say.
 */
export class Shadow {
  readonly #wire: CalendarWire
  readonly #wait: Wait
  readonly #streamed = new Replica()
  readonly #repaired = new SyncedReplica()
  readonly synced = new SyncedReplica()
  /** What events have named since the last synchronization. */
  readonly #heard = new Set<string>()
  #subscription: string | undefined
  #stream: EventStream | undefined
  /** How often the subscription was found lost. */
  gaps = -1

  constructor(wire: CalendarWire, wait: Wait) {
    this.#wire = wire
    this.#wait = wait
  }

  get isConnected(): boolean {
    return this.#stream?.isOpen === true
  }

  /** Goes away without a word. */
  disconnect(): void {
    this.#stream?.hangUp()
    this.#stream = undefined
  }

  /** Opens a connection, whatever there is; a subscription that is lost is replaced, and what was missed is read. */
  async connect(): Promise<void> {
    for (;;) {
      if (this.#subscription === undefined) await this.#begin()
      const stream = openEvents(this.#wire, this.#subscription ?? '', (said) => this.#hear(said))
      const first = await stream.first
      if (first.code === 'NoError') return void (this.#stream = stream)
      this.#subscription = undefined
    }
  }

  /** Hears of everything that has happened so far: a heartbeat comes when nothing else does. */
  async settle(): Promise<void> {
    if (!this.isConnected) await this.connect()
    const said = this.#stream?.status()
    await this.#wait(HEARTBEAT_MS)
    if ((await said)?.status === 'OK') return
    // the connection ended instead, and may have taken the subscription along
    await this.connect()
    await this.settle()
  }

  /** The three copies and the truth, each by its name. */
  async copies(
    pageSize: number,
  ): Promise<Readonly<Record<'truth' | 'streamed' | 'repaired' | 'synced', Copy>>> {
    await this.settle()
    await this.#streamed.refresh(this.#wire)
    await this.#repaired.replica.refresh(this.#wire)
    await this.synced.catchUp(this.#wire, pageSize)
    const truth = new Replica()
    truth.touch(await this.#wire.find())
    await truth.refresh(this.#wire)
    return {
      truth: truth.copy,
      streamed: this.#streamed.copy,
      repaired: this.#repaired.replica.copy,
      synced: this.synced.replica.copy,
    }
  }

  async #begin(): Promise<void> {
    this.gaps++
    this.#subscription = await this.#wire.subscribe()
    this.#streamed.clear()
    this.#streamed.touch(await this.#wire.find())
    // What came and went since the last synchronization is no change for the next, but events may have told of it.
    this.#repaired.replica.touch(this.#heard)
    this.#heard.clear()
    await this.#repaired.catchUp(this.#wire, 512)
  }

  #hear({ items }: Said): void {
    this.#streamed.touch(items)
    this.#repaired.replica.touch(items)
    for (const id of items) this.#heard.add(id)
  }
}
