import { expect, it } from 'vitest'
import { createManualClock, FIXED_EPOCH, FreeText, instant, Journal, redact, REDACTED } from '../index.js'

const call = { kind: 'call', protocol: 'ews', via: 'main', connection: 'main/exchange#1' } as const

function createJournal(maxBytes?: number) {
  const clock = createManualClock()
  return { clock, journal: new Journal({ clock, ...(maxBytes === undefined ? {} : { maxBytes }) }) }
}

it('is read in the order in which interactions settled, with what was learnt on the way', async () => {
  const { clock, journal } = createJournal()
  const first = journal.open(call)
  const second = journal.open(call)
  first.update({ operation: 'GetItem', principal: 'svc' })

  await clock.advanceTo(instant(FIXED_EPOCH + 7))
  second.close({ outcome: '401' })
  first.close({ outcome: 'NoError' })
  first.close({ outcome: 'ignored' })

  expect(
    [...journal.entries()].map(({ id, operation, outcome, openedAt, closedAt }) => ({
      id,
      operation,
      outcome,
      openedAt,
      closedAt,
    })),
  ).toEqual([
    { id: 2, operation: '', outcome: '401', openedAt: FIXED_EPOCH, closedAt: FIXED_EPOCH + 7 },
    { id: 1, operation: 'GetItem', outcome: 'NoError', openedAt: FIXED_EPOCH, closedAt: FIXED_EPOCH + 7 },
  ])
})

it.each(['call', 'message', 'stream'] as const)('keeps how a %s ended', (kind) => {
  const { journal } = createJournal()
  const entry = journal.open({ ...call, kind })

  entry.close({ outcome: 'NoError', response: 'said' })

  expect(journal.get(entry.id)).toMatchObject({ outcome: 'NoError', response: 'said', closedAt: FIXED_EPOCH })
})

it('shows a reader that goes on from its cursor every entry once, streams as soon as they open', () => {
  const { journal } = createJournal()
  const call1 = journal.open(call)
  const stream = journal.open({ ...call, kind: 'stream' })

  const first = [...journal.read()].map(({ entry }) => entry.id)
  const cursor = journal.cursor
  call1.close()
  stream.close()
  const second = [...journal.read(cursor)].map(({ entry }) => entry.id)

  expect([first, second]).toEqual([[stream.id], [call1.id]])
})

it('settles a call that becomes a stream at once, and not again when it ends', () => {
  const { journal } = createJournal()
  const open = journal.open(call)

  open.becomeStream()
  open.close({ outcome: 'NoError' })

  expect([...journal.entries()].map(({ kind, outcome }) => [kind, outcome])).toEqual([['stream', 'NoError']])
})

it('lets the oldest entries go when it is full, and says so', () => {
  const { journal } = createJournal(10_000)

  for (let i = 0; i < 10; i++) journal.record({ ...call, request: 'x'.repeat(2_000), outcome: 'NoError' })

  expect([...journal.entries()].map(({ id }) => id)).toEqual([7, 8, 9, 10])
  expect(journal.evicted).toEqual({ entries: 6, bytes: 6 * 2_400, through: 6 })
})

it('waits for an entry that matches, past or future', async () => {
  const { journal } = createJournal()
  journal.record({ ...call, operation: 'Subscribe', outcome: 'NoError' })

  const past = await journal.waitFor(({ operation }) => operation === 'Subscribe')
  const future = journal.waitFor(
    ({ operation, outcome }) => operation === 'UpdateItem' && outcome === 'NoError',
  )
  const open = journal.open(call)
  open.update({ operation: 'UpdateItem' })
  open.close({ outcome: 'NoError' })

  expect(past.id).toBe(1)
  expect((await future).id).toBe(2)
})

it('gives up waiting when told to', async () => {
  const { journal } = createJournal()
  const stop = new AbortController()

  const waiting = journal.waitFor(() => true, { signal: stop.signal })
  stop.abort()

  await expect(waiting).rejects.toMatchObject({ code: 'JOURNAL_WAIT' })
})

const SECRETS: readonly [what: string, said: string][] = [
  ['Basic credentials', 'Authorization: Basic Y2FuYXJ5LXNlY3JldA==canary-secret'],
  ['a bearer token', 'Authorization: Bearer canary-secret-0123'],
  ['an NTLM message', 'NTLM TlRMTVNTUAADAAAAcanary-secret'.replace('-', '')],
  ['a password in XML', '<webExID>admin</webExID><password>canary-secret</password>'],
  [
    'a password with attributes and prefix',
    '<use:password xml:space="preserve">canary-secret</use:password>',
  ],
  ['a session ticket', '<sessionTicket>canary-secret</sessionTicket>'],
  ['a password in JSON', '{"uid":"machine","password":"canary-\\"secret"}'],
  ['a key in JSON', '{"kty":"oct","k":"canary-secret"}'],
  ['a token in a form', 'grant_type=refresh_token&refresh_token=canary-secret&x=1'],
]

it.each(SECRETS)('never keeps %s', (_what, said) => {
  const { journal } = createJournal()

  journal.open({ ...call, request: said }).close({ response: said })

  const kept = journal.get(1)
  expect(kept?.request).toContain(REDACTED)
  expect(kept?.request).not.toContain('canary')
  expect(kept?.response).not.toContain('canary')
})

it.each([true, false])('keeps an answer (lasting: %s) and counts it, but no secret in it', (lasts) => {
  const { journal } = createJournal(3_000)
  const answer = (response: string | Buffer) => {
    const entry = journal.open(call)
    const free = [new FreeText(response.toString())]
    entry.answer({ response, responseBytes: response.length, free, lasts })
    entry.close()
    return entry.id
  }
  const inForm = (text: string) => (lasts ? Buffer.from(text) : text)
  const said = inForm('said '.repeat(200))

  const secret = answer(inForm('<password>canary-secret</password>'))
  const plain = answer(said)

  expect(journal.get(secret)?.response).toBe(`<password>${REDACTED}</password>`)
  expect(journal.get(plain)?.response).toBe('said '.repeat(200))
  const again = answer(said)
  expect(journal.evicted).toMatchObject({ entries: 1, through: secret })
  expect(journal.get(again)?.response).toBe('said '.repeat(200))
})

it('leaves a text without secrets as it is', () => {
  const text = '<t:Subject>Budget & token economy</t:Subject>'

  expect(redact(text)).toBe(text)
})

it('has the same digest for the same conversation, whatever the ports, keys and random ids', () => {
  const say = (port: number, id: string, answer: string) => {
    const { journal } = createJournal()
    journal.record({
      ...call,
      request: `https://127.0.0.1:${port}/ ${id}`,
      response: answer,
      outcome: 'NoError',
    })
    return journal.digest()
  }
  const one = say(8443, '11111111-1111-4111-8111-111111111111', 'ok')
  const same = say(9999, '22222222-2222-4222-8222-222222222222', 'ok')
  const other = say(8443, '11111111-1111-4111-8111-111111111111', 'no')

  expect(same).toEqual(one)
  expect(other.digest).not.toBe(one.digest)
})

it('does not care in which order connections that run side by side are answered at one instant', () => {
  const say = (...operations: string[]) => {
    const { journal } = createJournal()
    for (const operation of operations) journal.record({ ...call, operation })
    return journal.digest().digest
  }

  expect(say('GetItem', 'search')).toBe(say('search', 'GetItem'))
  expect(say('GetItem', 'search')).not.toBe(say('GetItem', 'GetItem'))
})
