import { expect, it, vi } from 'vitest'
import { turn } from '../../core/index.js'
import type { LdapRequest } from '../ldap/request.js'
import type { LdapResponse } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { encodeRequest } from '../ldap/testing/encode-request.js'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'
import type * as Operations from './operations.js'
import type { OperationAnswer } from './operation.js'
import { RawClient } from './testing/raw-client.js'

/** Stands in for searches: by their base they answer much, or stay open until they are told what to say. */
const staying: ((dn: string | undefined) => void)[] = []
let made = 0

function* many(): Iterable<LdapResponse> {
  for (let number = 0; number < 2_000; number++) {
    made++
    yield { kind: 'entry', dn: `CN=${number}`, attributes: [{ name: 'info', values: ['x'.repeat(10_000)] }] }
  }
}

async function* told(signal: AbortSignal): AsyncIterable<LdapResponse> {
  for (;;) {
    const next = await new Promise<string | undefined>((resolve) => {
      staying.push(resolve)
      signal.addEventListener('abort', () => resolve(undefined))
    })
    if (next === undefined) return
    yield { kind: 'entry', dn: next, attributes: [] }
  }
}

const ANSWERS: Readonly<Record<string, () => OperationAnswer>> = {
  'CN=many': () => ({ before: many(), final: { kind: 'search', result: SUCCESS } }),
  'CN=stay': () => ({ later: told, final: { kind: 'search', result: SUCCESS } }),
}

vi.mock('./operations.js', async (importOriginal) => {
  const original = await importOriginal<typeof Operations>()
  const perform = (kind: never, call: never) => {
    const { request } = call as { readonly request: LdapRequest }
    const base = request.kind === 'search' ? request.base : ''
    return ANSWERS[base]?.() ?? original.perform(kind, call)
  }
  return { ...original, perform }
})

function search(messageId: number, base: string): Buffer {
  const filter = { kind: 'present', attribute: 'objectClass' } as const
  const limits = { derefAliases: 0, sizeLimit: 0, timeLimitSeconds: 0, typesOnly: false }
  const request = { kind: 'search', base, scope: 'base', ...limits, filter, attributes: [] } as const
  return encodeRequest({ messageId, controls: [], request })
}

function abandon(abandonedId: number): Buffer {
  return encodeRequest({ messageId: 99, controls: [], request: { kind: 'abandon', abandonedId } })
}

const ENTRY = 0x64
const DONE = 0x65

async function nextDone(client: RawClient) {
  for (let entries = 0; ; entries++) {
    const response = await client.next()
    if (response?.tag !== ENTRY) return { ...response, entries }
  }
}

/** Lets the server say what it can without being read. */
async function untilPaused(): Promise<number> {
  while (made === 0) await turn()
  for (let before = -1; before !== made;) {
    before = made
    for (let turns = 0; turns < 50; turns++) await turn()
  }
  return made
}

async function outcomes(test: TestNetwork, count: number): Promise<string[]> {
  const searches = () => [...test.core.journal.entries(0, ({ operation }) => operation === 'search')]
  while (searches().filter(({ closedAt }) => closedAt !== null).length < count) await turn()
  return searches().map(({ outcome }) => outcome)
}

it('makes no more of an answer than a slow reader takes, and goes on when it reads', async () => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)
  made = 0

  client.send(Buffer.concat([search(1, 'CN=many'), search(2, '')]))
  const paused = await untilPaused()

  expect(paused).toBeGreaterThan(0)
  expect(paused).toBeLessThan(1_500)
  expect(await nextDone(client)).toMatchObject({ messageId: 1, tag: DONE, entries: 2_000 })
  expect(await nextDone(client)).toMatchObject({ messageId: 2, tag: DONE, entries: 1 })
})

it('stops an answer that is abandoned, and answers what came after it', async () => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)
  made = 0

  client.send(search(1, 'CN=many'))
  await untilPaused()
  client.send(Buffer.concat([abandon(1), search(2, '')]))

  const { entries, messageId } = await nextDone(client)
  expect(messageId).toBe(2)
  expect(entries).toBeLessThan(1_500)
  expect(await outcomes(test, 2)).toEqual(['abandoned', '0'])
})

it('ends an answer with its client', async () => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)
  made = 0

  client.send(search(1, 'CN=many'))
  await untilPaused()
  client[Symbol.dispose]()

  expect(await outcomes(test, 1)).toEqual(['abandoned'])
  expect(test.defects).toEqual([])
})

it('keeps an operation open beside others until it is abandoned', async () => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)
  staying.length = 0

  client.send(Buffer.concat([search(1, 'CN=stay'), search(2, '')]))
  expect(await nextDone(client)).toMatchObject({ messageId: 2, tag: DONE })
  staying.shift()?.('CN=changed')
  expect(await client.next()).toMatchObject({ messageId: 1, tag: ENTRY })
  client.send(Buffer.concat([abandon(1), search(3, '')]))
  expect(await nextDone(client)).toMatchObject({ messageId: 3, tag: DONE })

  const [stream] = test.core.journal.entries(0, ({ kind }) => kind === 'stream')
  const frames = [...test.core.journal.entries(0, ({ parent }) => parent === stream?.id)]
  expect(stream).toMatchObject({
    operation: 'search',
    outcome: 'abandoned',
    response: 'entries=1 references=0',
  })
  expect(frames).toMatchObject([{ kind: 'message', target: 'CN=changed' }])
})

it.each(['unbinds', 'goes away'])('ends an open operation when its client %s', async (how) => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)
  staying.length = 0

  client.send(Buffer.concat([search(1, 'CN=stay'), search(2, '')]))
  await nextDone(client)
  if (how === 'unbinds') {
    client.send(encodeRequest({ messageId: 3, controls: [], request: { kind: 'unbind' } }))
  } else client[Symbol.dispose]()

  expect(await outcomes(test, 2)).toEqual(['abandoned', '0'])
})

it('keeps five operations of a connection open, and no sixth', async () => {
  await using test = await openTestNetwork()
  using client = await RawClient.open(test.endpoints.origins.ldap)

  client.send(Buffer.concat([1, 2, 3, 4, 5, 6].map((messageId) => search(messageId, 'CN=stay'))))

  expect(await client.next()).toMatchObject({ messageId: 6, tag: DONE, code: 11 })
  client.send(Buffer.concat([abandon(3), search(7, 'CN=stay'), search(8, '')]))
  expect(await nextDone(client)).toMatchObject({ messageId: 8, code: 0 })
})
