import type { Clock, Random } from '../../core/index.js'
import type { NetworkConditions } from './conditions.js'

/** A part of what is said in one direction; `bytes` is null for the end of it. */
export interface Parcel {
  readonly bytes: Buffer | null
  /** Called when the sender may go on. */
  readonly sent?: () => void
}

export interface LaneOptions {
  readonly clock: Clock
  readonly random: Random
  readonly conditions: () => NetworkConditions
  readonly deliver: (parcel: Parcel) => void
}

/** What may be under way before a sender has to wait, as a TCP window does. */
const WINDOW_BYTES = 256 * 1024

interface Travelling extends Parcel {
  readonly due: number
}

/** One direction of a connection: parcels arrive in the order in which they were sent, as late as conditions say. */
export class Lane implements Disposable {
  readonly #options: LaneOptions
  #queue: Travelling[] = []
  #queuedBytes = 0
  #freeAt = 0
  #timer: Disposable | undefined

  constructor(options: LaneOptions) {
    this.#options = options
  }

  send(parcel: Parcel): void {
    if (this.isClear) return this.#options.deliver(parcel)

    const conditions = this.#options.conditions()
    const length = parcel.bytes?.length ?? 0
    const due = this.#dueAt(length, conditions)
    this.#queuedBytes += length
    const mayGoOn = this.#queuedBytes <= WINDOW_BYTES
    this.#queue.push(mayGoOn ? { bytes: parcel.bytes, due } : { ...parcel, due })
    if (mayGoOn) parcel.sent?.()
    this.#pump()
  }

  /** Whether what is sent now arrives at once. */
  get isClear(): boolean {
    return this.#queue.length === 0 && !isSlow(this.#options.conditions())
  }

  /** Whether nothing is under way any more. */
  get isEmpty(): boolean {
    return this.#queue.length === 0
  }

  /** Conditions have changed: what is under way goes on by the new ones, without a new delay. */
  reconsider(): void {
    if (!isSlow(this.#options.conditions()))
      this.#queue = this.#queue.map((parcel) => ({ ...parcel, due: 0 }))
    this.#pump()
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]()
    for (const { sent } of this.#queue.splice(0)) sent?.()
  }

  #dueAt(length: number, { delayMs = 0, jitterMs = 0, bytesPerSecond }: NetworkConditions): number {
    const { clock, random } = this.#options
    const now = clock.now()
    const transmission = bytesPerSecond === undefined ? 0 : (length * 1_000) / bytesPerSecond
    this.#freeAt = Math.max(now, this.#freeAt) + transmission
    const due = this.#freeAt + delayMs + (jitterMs === 0 ? 0 : random.next() * jitterMs)
    return Math.max(due, this.#queue.at(-1)?.due ?? 0)
  }

  #pump(): void {
    this.#timer?.[Symbol.dispose]()
    this.#timer = undefined
    const { clock, conditions, deliver } = this.#options
    while (conditions().blackHole !== true) {
      const [first] = this.#queue
      if (first === undefined) return
      if (first.due > clock.now()) {
        this.#timer = clock.schedule(Math.ceil(first.due - clock.now()), () => this.#pump())
        return
      }
      this.#queue.shift()
      this.#queuedBytes -= first.bytes?.length ?? 0
      deliver(first)
    }
  }
}

function isSlow({ delayMs = 0, jitterMs = 0, bytesPerSecond, blackHole }: NetworkConditions): boolean {
  return delayMs > 0 || jitterMs > 0 || bytesPerSecond !== undefined || blackHole === true
}
