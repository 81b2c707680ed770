import { expect, it } from 'vitest'
import { startServed } from '../support/served.js'

const TIMEOUT = { timeout: 60_000 }
const RETRY_MS = 60_000

it("writes again when the user was faster, and the user's words survive [HC-149]", TIMEOUT, async () => {
  await using served = await startServed()
  const { lab } = served
  const alice = served.person('alice')
  lab.core.faults.add({
    id: 'slow-write',
    match: { operation: 'UpdateItem', principal: lab.ready.serviceAccount.down },
    act: { kind: 'delay', ms: 10_000 },
    limit: { skip: 0, times: 1 },
  })
  const meeting = await alice.schedules({ subject: 'Race', location: '@webex', body: 'first agenda' })
  await served.pass(5_000)

  await alice.changes(meeting, { body: 'second agenda' })
  await served.pass(RETRY_MS)

  expect(served.ews('UpdateItem').map(({ outcome }) => outcome)).toEqual([
    'ErrorIrresolvableConflict',
    'NoError',
  ])
  const content = (await alice.sees(meeting.uid))?.body?.content ?? ''
  expect(content).toContain('second agenda')
  expect(content).not.toContain('first agenda')
  expect(content.match(/webex\.com\/meet\/alice/g)?.length).toBeGreaterThan(0)
})

it.each([
  ['before Exchange has written', 'before', 'NoError'],
  ['after Exchange has written', 'after', 'ErrorIrresolvableConflict'],
] as const)(
  'makes one space and one block when the connection breaks %s [HC-224]',
  TIMEOUT,
  async (_when, stage, second) => {
    await using served = await startServed()
    const { lab } = served
    const alice = served.person('alice')
    lab.core.faults.add({
      id: 'broken-write',
      stage,
      match: { operation: 'UpdateItem', principal: lab.ready.serviceAccount.down },
      act: { kind: 'reset' },
      limit: { skip: 0, times: 1 },
    })
    const invitees = ['bob@ent-pa.example', 'carol@ent-pa.example']
    const meeting = await alice.schedules({ subject: 'Once', location: '@meet', invitees })
    await served.pass(RETRY_MS)
    await served.pass(RETRY_MS)

    const rooms = await served.cloud('alice', { to: 'GET /v1/rooms' })
    const content = (await alice.sees(meeting.uid))?.body?.content ?? ''
    expect(rooms.json<{ items: { title: string }[] }>().items.map(({ title }) => title)).toEqual(['Once'])
    expect(content.match(/Join the Webex space meeting/g)).toHaveLength(1)
    expect(served.ews('UpdateItem').map(({ outcome }) => outcome)).toEqual(['reset', second])
  },
)

it(
  'ends the subscription of somebody who loses the service, and reads nothing more [HC-062 HC-245]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const alice = await served.idOf('alice')
    const after = served.lab.core.journal.cursor

    await served.cloud('admin', {
      to: `PUT /connector/v1/users/${alice}/entitlement`,
      json: { enabled: false },
    })
    await served.pass(30_000)
    const meeting = await served.person('alice').schedules({ subject: 'Private', location: '@webex' })
    await served.pass(120_000)

    const asked = [...served.lab.core.journal.entries(after)].filter(
      ({ kind, protocol, principal, target }) =>
        kind !== 'message' &&
        protocol === 'ews' &&
        principal === served.lab.ready.serviceAccount.down &&
        target === 'alice@ent-pa.example',
    )
    expect(asked.map(({ operation }) => operation)).toEqual(['Unsubscribe'])
    expect((await served.person('alice').sees(meeting.uid))?.body?.content ?? '').not.toContain(
      'webex.com/meet',
    )
  },
)
