import type { Clock } from '../clock/clock.js'
import { LabError } from '../errors.js'
import { createDigest, type Digest } from './digest.js'
import type { EntryAnswer, EntryStart, EntryUpdate, JournalEntry } from './entry.js'
import { isDraft, writeInto, type KeptEntry, type KeptText, type KeptUpdate } from './kept-entry.js'
import { OpenEntry, type EntryKeeper } from './open-entry.js'
import { mayHoldSecret, redact } from './redaction.js'
import { SettledOrder } from './settled-order.js'
import { Shelf } from './shelf.js'
import { Tape } from './tape.js'

/** What has left the journal because it was full: visible, so that no reader takes a gap for silence. */
export interface Eviction {
  readonly entries: number
  readonly bytes: number
  /** The id of the last entry evicted; 0 when none was. */
  readonly through: number
}

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
  #tape = new Tape()
  readonly #listeners = new Set<(entry: JournalEntry) => void>()
  #digest: Digest | undefined
  readonly #settled = new SettledOrder()
  #bytes = 0
  #nextId = 1
  #evicted: Eviction = { entries: 0, bytes: 0, through: 0 }

  /** What the interactions in progress tell. */
  readonly #keeper: EntryKeeper = {
    update: (id, update) => this.#update(id, redacted(update)),
    ask: (id, { operation, request, free }) => {
      if (this.#entries.get(id) === undefined) return
      const kept = mayHoldSecret(free) ? redact(request.toString()) : this.#tape.keep(request)
      this.#update(id, { operation, request: kept })
    },
    answer: (id, answer) => {
      if (this.#entries.get(id) === undefined) return false
      const { responseBytes, free } = answer
      this.#update(id, { response: this.#keepAnswer(answer), responseBytes })
      return this.#digest !== undefined && free.every((text) => text.isNormal)
    },
    becomeStream: (id) => this.#becomeStream(id),
    close: (id, update, hasNormalResponse) => this.#close(id, update, hasNormalResponse),
  }

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
    const entry: KeptEntry = {
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
    }
    this.#entries.set(entry)
    this.#bytes += this.#sizeOf(entry)
    this.#evict()
    if (start.kind === 'stream') this.#settle(id)
    return new OpenEntry(this.#keeper, id)
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
    const read = this.#readable(entry)
    return isDraft(entry) ? { ...read } : read
  }

  /** What has settled since the cursor `after` and matches, each with the cursor to go on from. */
  *read(
    after = 0,
    match: EntryMatch = () => true,
  ): Iterable<{ readonly entry: JournalEntry; readonly cursor: number }> {
    for (let cursor = Math.max(after, this.#settled.start); cursor < this.cursor; cursor++) {
      const kept = this.#entries.get(this.#settled.at(cursor))
      const entry = kept && this.#readable(kept)
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
    this.#tape = new Tape()
    this.#settled.clear()
    this.#bytes = 0
    this.#evicted = { entries: 0, bytes: 0, through: this.#nextId - 1 }
    this.#digest = this.#newDigest()
  }

  #newDigest(): Digest | undefined {
    return this.#clock.kind === 'manual' ? createDigest() : undefined
  }

  #keepAnswer({ response, free, lasts }: EntryAnswer): KeptText {
    if (free.some((text) => text.mayHoldSecret)) return redact(response.toString())
    return lasts && typeof response !== 'string' ? this.#tape.keepAgain(response) : this.#tape.keep(response)
  }

  #update(id: number, update: KeptUpdate): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    this.#change(entry, update)
    this.#evict()
  }

  /** Writes into a draft, and counts the texts that it got; other entries have been given to readers. */
  #change(entry: KeptEntry, update: KeptUpdate): KeptEntry {
    if (isDraft(entry) && hasNoTexts(update)) return writeInto(entry, update)
    const { request, response } = entry
    const before = this.#sizeOf(entry)
    const changed = isDraft(entry) ? writeInto(entry, update) : { ...entry, ...update }
    this.#entries.set(changed)
    this.#bytes += this.#sizeOf(changed) - before
    if (update.request !== undefined) this.#drop(request)
    if (update.response !== undefined) this.#drop(response)
    return changed
  }

  #becomeStream(id: number): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.kind === 'stream') return
    this.#change(entry, { kind: 'stream' })
    this.#settle(id)
  }

  #close(id: number, update: EntryUpdate | undefined, hasNormalResponse: boolean): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.closedAt !== null) return
    const isSettled = entry.kind === 'stream'
    const closedAt = this.#clock.now()
    const closed = this.#change(
      entry,
      update === undefined ? { closedAt } : { ...redacted(update), closedAt },
    )
    this.#digest?.add(this.#readable(closed), hasNormalResponse)
    if (isSettled) this.#tell(closed)
    else this.#settle(id)
    this.#evict()
  }

  #settle(id: number): void {
    this.#settled.push(id)
    const entry = this.#entries.get(id)
    if (entry !== undefined) this.#tell(entry)
  }

  #tell(kept: KeptEntry): void {
    if (this.#listeners.size === 0) return
    const entry = this.#readable(kept)
    for (const listener of [...this.#listeners]) listener(entry)
  }

  #evict(): void {
    if (this.#bytes <= this.#maxBytes) return
    while (this.#bytes > this.#maxBytes) {
      const entry = this.#entries.takeOldest()
      if (entry === undefined) break
      const bytes = this.#sizeOf(entry)
      this.#bytes -= bytes
      this.#drop(entry.request)
      this.#drop(entry.response)
      this.#evicted = {
        entries: this.#evicted.entries + 1,
        bytes: this.#evicted.bytes + bytes,
        through: entry.id,
      }
    }
    this.#settled.forget((id) => this.#entries.get(id) === undefined)
  }

  #drop(text: KeptText | null): void {
    if (typeof text === 'number') this.#tape.drop(text)
  }

  /** An entry with its texts; one that is changed no more and has them as strings is given as it is. */
  #readable(entry: KeptEntry): JournalEntry {
    const { request, response } = entry
    if (typeof request !== 'number' && typeof response !== 'number') return entry as JournalEntry
    return { ...entry, request: this.#textOf(request), response: this.#textOf(response) }
  }

  #textOf(text: KeptText | null): string | null {
    return typeof text === 'number' ? this.#tape.textAt(text) : text
  }

  #sizeOf({ request, response, responseBytes }: KeptEntry): number {
    return ENTRY_BYTES + this.#lengthOf(request) + Math.max(this.#lengthOf(response), responseBytes)
  }

  #lengthOf(text: KeptText | null): number {
    return typeof text === 'number' ? this.#tape.lengthAt(text) : (text?.length ?? 0)
  }
}

function noEntry(signal: AbortSignal | undefined): LabError {
  return new LabError('JOURNAL_WAIT', {
    message: 'No matching entry came into the journal.',
    hint: 'Read the journal to see what came instead.',
    cause: signal?.reason,
  })
}

function hasNoTexts({ request, response, responseBytes }: KeptUpdate): boolean {
  return request === undefined && response === undefined && responseBytes === undefined
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
