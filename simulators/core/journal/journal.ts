import type { Clock } from '../clock/clock.js'
import { LabError } from '../errors.js'
import { createDigest } from './digest.js'
import type { EntryStart, EntryUpdate, JournalEntry } from './entry.js'
import { redact } from './redaction.js'

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
  /** Ends the interaction. Closing twice has no effect. */
  close(update?: EntryUpdate): void
}

export type EntryMatch = (entry: JournalEntry) => boolean

/** What an entry costs beyond its texts, roughly. */
const ENTRY_BYTES = 400

/**
 * The record of everything said over every wire of the lab, in the order in which interactions opened.
 * Bounded by bytes: the oldest entries leave first, and `evicted` says how much is gone.
 */
export class Journal {
  readonly #clock: Clock
  readonly #maxBytes: number
  readonly #entries = new Map<number, JournalEntry>()
  readonly #listeners = new Set<(entry: JournalEntry) => void>()
  #digest = createDigest()
  #bytes = 0
  #nextId = 1
  #evicted: Eviction = { entries: 0, bytes: 0, through: 0 }

  constructor(options: { readonly clock: Clock; readonly maxBytes?: number }) {
    this.#clock = options.clock
    this.#maxBytes = options.maxBytes ?? 64 * 1024 * 1024
  }

  get evicted(): Eviction {
    return this.#evicted
  }

  /** The id of the newest entry; 0 when there is none yet. */
  get lastId(): number {
    return this.#nextId - 1
  }

  open(start: EntryStart): OpenEntry {
    const id = this.#nextId++
    this.#store({
      operation: '',
      principal: null,
      target: null,
      outcome: '',
      requestBytes: 0,
      responseBytes: 0,
      response: null,
      parent: null,
      faults: [],
      ...start,
      request: start.request == null ? null : redact(start.request),
      id,
      openedAt: this.#clock.now(),
      closedAt: null,
    })
    return {
      id,
      update: (update) => this.#update(id, update),
      close: (update) => this.#close(id, update ?? {}),
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
    return this.#entries.get(id)
  }

  /** The entries after the one with id `after` that match, oldest first. */
  *entries(after = 0, match: EntryMatch = () => true): Iterable<JournalEntry> {
    for (let id = Math.max(after, this.#evicted.through) + 1; id < this.#nextId; id++) {
      const entry = this.#entries.get(id)
      if (entry !== undefined && match(entry)) yield entry
    }
  }

  /** Calls the listener with each entry when it opens, whenever it changes and when it closes. */
  watch(listener: (entry: JournalEntry) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) }
  }

  /** The first entry, past or future, that matches and is closed; streams count as soon as they match. */
  waitFor(
    match: EntryMatch,
    options: { readonly after?: number; readonly signal?: AbortSignal } = {},
  ): Promise<JournalEntry> {
    const settled = (entry: JournalEntry) =>
      (entry.closedAt !== null || entry.kind === 'stream') && match(entry)
    for (const entry of this.entries(options.after, settled)) return Promise.resolve(entry)

    return new Promise((resolve, reject) => {
      const watching = this.watch((entry) => {
        if (entry.id > (options.after ?? 0) && settled(entry)) finish(() => resolve(entry))
      })
      const abort = () =>
        finish(() =>
          reject(
            new LabError('JOURNAL_WAIT', {
              message: 'No matching entry came.',
              cause: options.signal?.reason,
            }),
          ),
        )
      const finish = (then: () => void) => {
        watching[Symbol.dispose]()
        options.signal?.removeEventListener('abort', abort)
        then()
      }
      if (options.signal?.aborted === true) abort()
      else options.signal?.addEventListener('abort', abort, { once: true })
    })
  }

  /** The digest of all that was said so far; equal for two runs that said the same. */
  digest(): { readonly digest: string; readonly entries: number } {
    return this.#digest.read()
  }

  /** Empties the journal; ids go on. */
  clear(): void {
    this.#entries.clear()
    this.#bytes = 0
    this.#evicted = { entries: 0, bytes: 0, through: this.#nextId - 1 }
    this.#digest = createDigest()
  }

  #update(id: number, update: EntryUpdate): void {
    const entry = this.#entries.get(id)
    if (entry !== undefined) this.#store({ ...entry, ...redacted(update) })
  }

  #close(id: number, update: EntryUpdate): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.closedAt !== null) return
    const closed = { ...entry, ...redacted(update), closedAt: this.#clock.now() }
    this.#digest.add(closed)
    this.#store(closed)
  }

  #store(entry: JournalEntry): void {
    const before = this.#entries.get(entry.id)
    this.#bytes += sizeOf(entry) - (before === undefined ? 0 : sizeOf(before))
    this.#entries.set(entry.id, entry)
    if (this.#bytes > this.#maxBytes) this.#evict()
    for (const listener of [...this.#listeners]) listener(entry)
  }

  #evict(): void {
    for (const entry of this.#entries.values()) {
      if (this.#bytes <= this.#maxBytes) return
      const bytes = sizeOf(entry)
      this.#entries.delete(entry.id)
      this.#bytes -= bytes
      this.#evicted = {
        entries: this.#evicted.entries + 1,
        bytes: this.#evicted.bytes + bytes,
        through: entry.id,
      }
    }
  }
}

function redacted(update: EntryUpdate): EntryUpdate {
  if (update.request == null && update.response == null) return update
  return {
    ...update,
    ...(update.request == null ? {} : { request: redact(update.request) }),
    ...(update.response == null ? {} : { response: redact(update.response) }),
  }
}

function sizeOf(entry: JournalEntry): number {
  return ENTRY_BYTES + (entry.request?.length ?? 0) + (entry.response?.length ?? 0)
}
