import { z } from 'zod'
import { createRealClock, LabError, type JournalEntry } from '../../core/index.js'
import type { LabControl } from './control.js'
import { route, type Route } from './route.js'
import { digestAnswer, journalAnswer, journalEntry, journalQuery } from './schemas.js'

const FILTERS = ['protocol', 'operation', 'principal', 'target', 'via', 'outcome'] as const

type JournalQuery = z.infer<typeof journalQuery>

/** Reading what was said over the wires of the lab. */
export function journalRoutes({ core: { journal } }: LabControl): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/journal',
      summary:
        'What has settled since a cursor, oldest first: calls when answered, streams when opened; with `wait`, as soon as there is one.',
      query: journalQuery,
      answer: journalAnswer,
      async handle({ query, signal }) {
        if (query.wait > 0) await firstEntry(query, signal)
        const page = [...take(journal.read(query.after, matching(query)), query.limit)]
        const isAll = page.length < query.limit
        return {
          entries: page.map(({ entry }) => shown(entry, query.texts)),
          next: isAll ? Math.max(query.after, journal.cursor) : (page.at(-1)?.cursor ?? query.after),
          evicted: journal.evicted,
        }
      },
    }),
    route({
      method: 'get',
      path: '/v1/journal/digest',
      summary:
        'The digest of all that was said by a manual clock, equal for two runs that said the same; null by any other clock.',
      answer: digestAnswer,
      handle: () => journal.digest(),
    }),
    route({
      method: 'get',
      path: '/v1/journal/{id}',
      summary: 'One entry.',
      params: z.strictObject({ id: z.coerce.number().int() }),
      answer: journalEntry,
      handle({ params }) {
        const entry = journal.get(params.id)
        if (entry !== undefined) return shown(entry, true)
        throw new LabError('JOURNAL_ENTRY_UNKNOWN', {
          message: `The journal has no entry ${params.id} (any more).`,
        })
      },
    }),
  ]

  /** Returns when there is a matching entry, or when the time is up: an empty page then says so. */
  async function firstEntry(query: JournalQuery, signal: AbortSignal): Promise<void> {
    const stop = new AbortController()
    using _limit = createRealClock().schedule(query.wait * 1_000, () => stop.abort())
    const either = AbortSignal.any([signal, stop.signal])
    await journal.waitFor(matching(query), { after: query.after, signal: either }).catch((error: unknown) => {
      if (!either.aborted) throw error
    })
  }
}

function matching(query: JournalQuery): (entry: JournalEntry) => boolean {
  const wanted = FILTERS.flatMap((field) =>
    query[field] === undefined ? [] : [[field, query[field]] as const],
  )
  return (entry) => wanted.every(([field, value]) => entry[field]?.toLowerCase() === value.toLowerCase())
}

function shown(entry: JournalEntry, withTexts: boolean) {
  return {
    ...entry,
    faults: [...entry.faults],
    ...(withTexts ? {} : { request: null, response: null }),
  }
}

function* take<T>(from: Iterable<T>, limit: number): Iterable<T> {
  if (limit <= 0) return
  let taken = 0
  for (const one of from) {
    yield one
    if (++taken >= limit) return
  }
}
