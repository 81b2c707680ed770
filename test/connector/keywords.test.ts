import { expect, it } from 'vitest'
import { startServed, type Served } from '../support/served.js'

const TIMEOUT = { timeout: 60_000 }
const ROOM = 'https://ent-pa.webex.com/meet/alice'

async function spaces(served: Served): Promise<readonly string[]> {
  const answer = await served.cloud('alice', { to: 'GET /v1/rooms' })
  return answer.json<{ items: { title: string }[] }>().items.map(({ title }) => title)
}

it(
  'gives both keywords their effects in one write: details of the room, and the space [HC-079 HC-224]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const alice = served.person('alice')
    const invitees = ['bob@ent-pa.example', 'carol@ent-pa.example']
    const meeting = await alice.schedules({ subject: 'Both', location: '@webex @spark', invitees })
    await served.pass(5_000)

    const seen = await served.person('bob').sees(meeting.uid)

    expect(seen?.body?.content).toContain(ROOM)
    expect(seen?.body?.content).toMatch(/https:\/\/ent-pa\.webex\.com\/m\/\w+/)
    expect(await spaces(served)).toEqual(['Both'])
    expect(served.ews('UpdateItem')).toHaveLength(1)
  },
)

it("decorates for the organizer's own room link typed into Location [HC-097]", TIMEOUT, async () => {
  await using served = await startServed()
  const alice = served.person('alice')
  const meeting = await alice.schedules({ subject: 'Link', location: ROOM, invitees: ['bob@ent-pa.example'] })
  await served.pass(5_000)

  expect((await alice.sees(meeting.uid))?.body?.content).toContain(ROOM)
  expect(served.ews('UpdateItem')).toHaveLength(1)
  expect(await spaces(served)).toEqual([])
})

it.each([
  ['a SIP address in the body', { body: 'Call sip:room5@partner.example, please' }, 'room5@partner.example'],
  ['digits in Location', { location: '12345@partner.example' }, '12345@partner.example'],
])(
  'lists a meeting with %s, and leaves the invitation alone [HC-130 HC-131 HC-132]',
  TIMEOUT,
  async (_what, form, uri) => {
    await using served = await startServed()
    await served.person('alice').schedules({ subject: 'Partner', invitees: ['bob@ent-pa.example'], ...form })
    await served.pass(5_000)

    expect(await served.list('bob')).toMatchObject([{ subject: 'Partner', joinUri: uri }])
    expect(served.ews('UpdateItem')).toEqual([])
  },
)
