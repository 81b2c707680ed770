import { expect, it } from 'vitest'
import { startServed, type Served } from '../support/served.js'

const MINUTE_MS = 60_000

async function statusOf(served: Served, viewer: string): Promise<unknown> {
  const answer = await served.cloud(viewer, { to: 'GET /v1/people?email=alice@ent-pa.example' })
  return answer.json<{ items: { status: string }[] }>().items[0]?.status
}

it(
  'shows who is away within 20 minutes, and who is back [HC-180 HC-181 HC-183]',
  { timeout: 60_000 },
  async () => {
    await using served = await startServed()
    const alice = served.person('alice')
    await alice.setsAutomaticReplies({ reply: 'canary-at-the-dentist', externalAudience: 'known' })

    await served.pass(20 * MINUTE_MS)
    const away = await statusOf(served, 'bob')
    await alice.setsAutomaticReplies('off')
    await served.pass(20 * MINUTE_MS)
    const back = await statusOf(served, 'bob')

    expect([away, back]).toEqual(['OutOfOffice', 'unknown'])
    const told = [
      ...served.lab.core.journal.entries(0, ({ operation }) => operation.includes('out-of-office')),
    ]
    expect(told.length).toBeGreaterThan(0)
    expect(told.map(({ request }) => request).join()).not.toContain('dentist')
  },
)

it('shows a scheduled absence from its start to its end [HC-182]', { timeout: 60_000 }, async () => {
  await using served = await startServed()
  const now = served.lab.clock.now()
  const from = now + 60 * MINUTE_MS
  await served.person('alice').setsAutomaticReplies({ reply: 'away', from, until: from + 60 * MINUTE_MS })

  const seen = []
  for (let passed = 0; passed < 3; passed += 1) {
    await served.pass(30 * MINUTE_MS)
    await served.pass(15 * MINUTE_MS)
    seen.push(await statusOf(served, 'bob'))
  }

  expect(seen).toEqual(['unknown', 'OutOfOffice', 'unknown'])
})

it('goes on with calendars when automatic replies cannot be read [HC-184]', { timeout: 60_000 }, async () => {
  await using served = await startServed()
  served.lab.core.faults.add({
    id: 'no-oof',
    match: { operation: 'GetUserOofSettings' },
    act: { kind: 'error', code: 'ErrorAccessDenied' },
  })
  await served.pass(5 * MINUTE_MS)

  const meeting = await served.person('alice').schedules({ subject: 'Plan', location: '@webex' })
  await served.pass()

  const struck = [...served.lab.core.journal.entries(0, ({ faults }) => faults.includes('no-oof'))]
  expect(struck.length).toBeGreaterThan(0)
  expect((await served.person('alice').sees(meeting.uid))?.body?.content).toContain('webex.com/meet/alice')
})
