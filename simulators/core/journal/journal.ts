import type { Clock } from '../clock/clock.js'
import { LabError } from '../errors.js'
import { createDigest, type Digest } from './digest.js'
import type { EntryAnswer, EntryQuestion, EntryStart, EntryUpdate, JournalEntry } from './entry.js'
import { mayHoldSecret, redact } from './redaction.js'
import { SettledOrder } from './settled-order.js'
import { Shelf } from './shelf.js'

/** What has left the journal because it was full: visible, so that no reader takes a gap for silence. */
export interface Eviction {
  readonly entries: number
  readonly bytes: number
  /** The id of the last entry evicted; 0 when none was. */
  readonly through: number
}

/** An interaction in progress, as its steps see it. */
export interface OpenEntry {
  readonly id: number
  update(update: EntryUpdate): void
  /** The same for a request of which a codec knows what is free in it. */
  ask(question: EntryQuestion): void
  /** The same for an answer. */
  answer(answer: EntryAnswer): void
  /** A call whose answer stays open turns out to be a stream: it settles now, and its messages are its children. */
  becomeStream(): void
  /** Ends the interaction. Closing twice has no effect. */
  close(update?: EntryUpdate): void
}

/**
 * A text; or its bytes in UTF-8, which cost nothing while nobody reads them, for the collector passes them by; or
 * what makes it.
 */
type KeptText = string | Buffer | (() => string)

/** An entry as it is kept. */
interface KeptEntry extends Omit<JournalEntry, 'request' | 'response'> {
  readonly request: KeptText | null
  readonly response: KeptText | null
}

/** An entry while its interaction runs: it is written in place, and nobody else holds it. */
type Draft = { -readonly [Field in keyof KeptEntry]: KeptEntry[Field] }

type KeptUpdate = Omit<EntryUpdate, 'request' | 'response'> & Partial<Pick<KeptEntry, 'request' | 'response'>>

export type EntryMatch = (entry: JournalEntry) => boolean

const NO_FAULTS: readonly string[] = []

const NO_DIGEST = { digest: null, entries: 0 } as const

/** What an entry costs beyond its texts, roughly. */
const ENTRY_BYTES = 400

/**
 * The record of everything said over every wire of the lab. It is read in the order in which interactions
 * settled, so that a reader that goes on from its cursor misses none: a call settles when it is answered, a
 * stream when it opens. Bounded by bytes: the oldest entries leave first, and `evicted` says how much is gone.
 */
export class Journal {
  readonly #clock: Clock
  readonly #maxBytes: number
  readonly #entries = new Shelf<KeptEntry>()
  readonly #listeners = new Set<(entry: JournalEntry) => void>()
  #digest: Digest | undefined
  readonly #settled = new SettledOrder()
  #bytes = 0
  #nextId = 1
  #evicted: Eviction = { entries: 0, bytes: 0, through: 0 }

  constructor(options: { readonly clock: Clock; readonly maxBytes?: number }) {
    this.#clock = options.clock
    this.#maxBytes = options.maxBytes ?? 64 * 1024 * 1024
    this.#digest = this.#newDigest()
  }

  get evicted(): Eviction {
    return this.#evicted
  }

  /** Where a reader stands that has seen everything settled so far. */
  get cursor(): number {
    return this.#settled.end
  }

  open(start: EntryStart): OpenEntry {
    const id = this.#nextId++
    this.#store({
      id,
      kind: start.kind,
      protocol: start.protocol,
      operation: start.operation ?? '',
      via: start.via,
      connection: start.connection,
      principal: start.principal ?? null,
      target: start.target ?? null,
      outcome: '',
      openedAt: this.#clock.now(),
      closedAt: null,
      requestBytes: start.requestBytes ?? 0,
      responseBytes: 0,
      request: start.request == null ? null : redact(start.request),
      response: null,
      parent: start.parent ?? null,
      faults: NO_FAULTS,
    })
    if (start.kind === 'stream') this.#settle(id)
    let hasNormalResponse = false
    return {
      id,
      update: (update) => {
        hasNormalResponse &&= update.response === undefined
        this.#update(id, redacted(update))
      },
      ask: ({ request, free }) =>
        this.#update(id, { request: mayHoldSecret(free) ? redact(request.toString()) : request }),
      answer: ({ response, responseBytes, free }) => {
        hasNormalResponse = this.#digest !== undefined && free.every((text) => text.isNormal)
        const kept = free.some((text) => text.mayHoldSecret) ? redact(textOf(response)) : response
        this.#update(id, { response: kept, responseBytes })
      },
      becomeStream: () => this.#becomeStream(id),
      close: (update) => {
        hasNormalResponse &&= update?.response === undefined
        this.#close(id, update, hasNormalResponse)
      },
    }
  }

  /** Records a message that is complete at once. */
  record(start: EntryStart & EntryUpdate): JournalEntry | undefined {
    const { outcome = '', response = null, responseBytes = 0, faults = [], ...rest } = start
    const open = this.open(rest)
    open.close({ outcome, response, responseBytes, faults })
    return this.get(open.id)
  }

  get(id: number): JournalEntry | undefined {
    const entry = this.#entries.get(id)
    if (entry === undefined) return undefined
    return isDraft(entry) ? { ...readable(entry) } : readable(entry)
  }

  /** What has settled since the cursor `after` and matches, each with the cursor to go on from. */
  *read(
    after = 0,
    match: EntryMatch = () => true,
  ): Iterable<{ readonly entry: JournalEntry; readonly cursor: number }> {
    for (let cursor = Math.max(after, this.#settled.start); cursor < this.cursor; cursor++) {
      const kept = this.#entries.get(this.#settled.at(cursor))
      const entry = kept && readable(kept)
      if (entry !== undefined && match(entry)) yield { entry, cursor: cursor + 1 }
    }
  }

  /** The entries that `read` gives, without their cursors. */
  *entries(after = 0, match?: EntryMatch): Iterable<JournalEntry> {
    for (const { entry } of this.read(after, match)) yield entry
  }

  /** Calls the listener with each entry when it settles, and with a stream once more when it ends. */
  watch(listener: (entry: JournalEntry) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) }
  }

  /** The first entry that matches and has settled since the cursor `after`, or does so in the future. */
  waitFor(
    match: EntryMatch,
    options: { readonly after?: number; readonly signal?: AbortSignal } = {},
  ): Promise<JournalEntry> {
    for (const entry of this.entries(options.after, match)) return Promise.resolve(entry)

    return new Promise((resolve, reject) => {
      const watching = this.watch((entry) => {
        if (match(entry)) finish(() => resolve(entry))
      })
      const abort = () => finish(() => reject(noEntry(options.signal)))
      const finish = (then: () => void) => {
        watching[Symbol.dispose]()
        options.signal?.removeEventListener('abort', abort)
        then()
      }
      if (options.signal?.aborted === true) abort()
      else options.signal?.addEventListener('abort', abort, { once: true })
    })
  }

  /**
   * The digest of all that was said so far; equal for two runs that said the same. Instants are part of it, so that
   * no two runs by a clock other than the lab's own would be equal: those have none.
   */
  digest(): { readonly digest: string | null; readonly entries: number } {
    return this.#digest?.read() ?? NO_DIGEST
  }

  /** Empties the journal; ids go on. */
  clear(): void {
    this.#entries.clear()
    this.#settled.clear()
    this.#bytes = 0
    this.#evicted = { entries: 0, bytes: 0, through: this.#nextId - 1 }
    this.#digest = this.#newDigest()
  }

  #newDigest(): Digest | undefined {
    return this.#clock.kind === 'manual' ? createDigest() : undefined
  }

  #update(id: number, update: KeptUpdate): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    if (isDraft(entry)) this.#write(entry, update)
    else this.#store({ ...entry, ...update })
  }

  /** Writes into a draft, and counts the texts that it got. */
  #write(draft: Draft, update: Partial<KeptEntry>): void {
    const before = sizeOf(draft)
    Object.assign(draft, update)
    this.#bytes += sizeOf(draft) - before
    if (this.#bytes > this.#maxBytes) this.#evict()
  }

  #becomeStream(id: number): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.kind === 'stream') return
    this.#store({ ...entry, kind: 'stream' })
    this.#settle(id)
  }

  #close(id: number, update: EntryUpdate | undefined, hasNormalResponse: boolean): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.closedAt !== null) return
    const closed = this.#ended(entry, update === undefined ? {} : redacted(update))
    this.#digest?.add(readable(closed), hasNormalResponse)
    if (entry.kind !== 'stream') return this.#settle(id)
    this.#store(closed)
    this.#tell(closed)
  }

  #ended(entry: KeptEntry, update: EntryUpdate): KeptEntry {
    const closedAt = this.#clock.now()
    if (!isDraft(entry)) return { ...entry, ...update, closedAt }
    this.#write(entry, update)
    entry.closedAt = closedAt
    return entry
  }

  #settle(id: number): void {
    this.#settled.push(id)
    const entry = this.#entries.get(id)
    if (entry !== undefined) this.#tell(entry)
  }

  #tell(kept: KeptEntry): void {
    if (this.#listeners.size === 0) return
    const entry = readable(kept)
    for (const listener of [...this.#listeners]) listener(entry)
  }

  #store(entry: KeptEntry): void {
    const before = this.#entries.get(entry.id)
    this.#bytes += sizeOf(entry) - (before === undefined ? 0 : sizeOf(before))
    this.#entries.set(entry)
    if (this.#bytes > this.#maxBytes) this.#evict()
  }

  #evict(): void {
    while (this.#bytes > this.#maxBytes) {
      const entry = this.#entries.takeOldest()
      if (entry === undefined) break
      const bytes = sizeOf(entry)
      this.#bytes -= bytes
      this.#evicted = {
        entries: this.#evicted.entries + 1,
        bytes: this.#evicted.bytes + bytes,
        through: entry.id,
      }
    }
    this.#settled.forget((id) => this.#entries.get(id) === undefined)
  }
}

function noEntry(signal: AbortSignal | undefined): LabError {
  return new LabError('JOURNAL_WAIT', {
    message: 'No matching entry came into the journal.',
    hint: 'Read the journal to see what came instead.',
    cause: signal?.reason,
  })
}

/** An entry with its texts; one that is changed no more and has them as texts is given as it is. */
function readable(entry: KeptEntry): JournalEntry {
  const { request, response } = entry
  if (isReadable(request) && isReadable(response)) return entry as JournalEntry
  return { ...entry, request: request && textOf(request), response: response && textOf(response) }
}

function isReadable(text: KeptText | null): text is string | null {
  return text === null || typeof text === 'string'
}

function textOf(kept: KeptText): string {
  return typeof kept === 'function' ? kept() : kept.toString()
}

/** A call or message that nobody has been told of yet. */
function isDraft(entry: KeptEntry): entry is Draft {
  return entry.kind !== 'stream' && entry.closedAt === null
}

function redacted(update: EntryUpdate): EntryUpdate {
  const { request, response } = update
  if (isClean(request) && isClean(response)) return update
  return {
    ...update,
    ...(request == null ? {} : { request: redact(request) }),
    ...(response == null ? {} : { response: redact(response) }),
  }
}

function isClean(text: string | null | undefined): boolean {
  return text == null || !mayHoldSecret(text)
}

function sizeOf({ request, response, responseBytes }: KeptEntry): number {
  return ENTRY_BYTES + (request?.length ?? 0) + Math.max(response?.length ?? 0, responseBytes)
}
