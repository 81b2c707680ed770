import { asks, documentOf, isStream } from './interference.js'
import type { Forward, Interference, RelayedAnswer, RelayedRequest } from './relay.js'

const ID = /<m:SubscriptionId>([^<]+)<\/m:SubscriptionId>/
const STREAMED_ID = /<t:SubscriptionId>([^<]+)<\/t:SubscriptionId>/

/** What a relay knows of a subscription when a stream of it is asked for. */
export interface Known {
  readonly hasBeenRead: boolean
  readonly isBeingRead: boolean
  /** Whether the server behind knows it no longer. */
  readonly isGone: boolean
}

/** Reads a stream from a subscription of its own making, under the id that the client asked for, where this is due. */
export function resubscribe(isDue: (known: Known) => boolean): Interference {
  const requests = new Map<string, RelayedRequest>()
  const replaced = new Map<string, string>()
  const read = new Set<string>()
  const open = new Map<string, number>()

  async function subscribe(request: RelayedRequest, forward: Forward): Promise<RelayedAnswer> {
    const answer = await forward(request)
    requests.set(ID.exec(documentOf(answer))?.[1] ?? '', request)
    return answer
  }

  async function renew(id: string, forward: Forward): Promise<void> {
    const request = requests.get(id)
    if (request === undefined) return
    replaced.set(id, ID.exec(documentOf(await forward(request, 'fresh')))?.[1] ?? '')
  }

  async function follow(id: string, request: RelayedRequest, forward: Forward): Promise<RelayedAnswer> {
    const known = { hasBeenRead: read.has(id), isBeingRead: (open.get(id) ?? 0) > 0 }
    if (isDue({ ...known, isGone: false })) await renew(id, forward)
    const ask = () =>
      forward(
        { ...request, body: request.body.replaceAll(`>${id}<`, `>${replaced.get(id) ?? id}<`) },
        'fresh',
      )
    const answer = await peeked(await ask())
    if (!answer.isGone || !isDue({ ...known, isGone: true })) return counted(id, answer)
    await renew(id, forward)
    return counted(id, await ask())
  }

  function counted(id: string, answer: RelayedAnswer): RelayedAnswer {
    if (!isStream(answer)) return answer
    read.add(id)
    open.set(id, (open.get(id) ?? 0) + 1)
    return { ...answer, body: told(id, answer.body) }
  }

  async function* told(id: string, envelopes: AsyncIterable<string>): AsyncGenerator<string> {
    const real = replaced.get(id) ?? id
    try {
      for await (const envelope of envelopes) yield envelope.replaceAll(real, id)
    } finally {
      open.set(id, (open.get(id) ?? 1) - 1)
    }
  }

  return (request, forward) => {
    if (asks(request, 'Subscribe')) return subscribe(request, forward)
    const id = STREAMED_ID.exec(request.body)?.[1]
    return id === undefined ? forward(request) : follow(id, request, forward)
  }
}

/** A stream with its first envelope read ahead. */
async function peeked(answer: RelayedAnswer): Promise<RelayedAnswer & { readonly isGone: boolean }> {
  if (!isStream(answer)) return { ...answer, isGone: false }
  const envelopes = answer.body[Symbol.asyncIterator]()
  const first = await envelopes.next()
  const start = first.done === true ? [] : [first.value]
  return {
    ...answer,
    body: startingWith(start, { [Symbol.asyncIterator]: () => envelopes }),
    isGone: start.some((envelope) => envelope.includes('ErrorSubscriptionNotFound')),
  }
}

async function* startingWith<Part>(start: readonly Part[], rest: AsyncIterable<Part>): AsyncGenerator<Part> {
  yield* start
  yield* rest
}
