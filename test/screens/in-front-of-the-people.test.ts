import { expect, it } from 'vitest'
import { startLab } from '../support/lab.js'
import { startServed, type Served } from '../support/served.js'

const MINUTE_MS = 60_000
const TIMEOUT = { timeout: 120_000 }
const BOB = 'bob@ent-pa.example'
const CAROL = 'carol@ent-pa.example'
const BOARD = 'board1@ent-pa.example'
const ALICES_ROOM = 'alice@ent-pa.webex.com'

/** What the app of alice, the device of the boardroom, and TMS show of the one meeting that there is. */
async function seen({ lab }: Served) {
  const [app] = await lab.screen('alice').meetings()
  const [device] = await lab.device('board1').meetings()
  const [booking] = (await lab.tms.endpoint(BOARD)).bookings
  return { app, device, booking }
}

async function buttons(served: Served): Promise<readonly (boolean | undefined)[]> {
  const { app, device, booking } = await seen(served)
  return [app?.isJoinButtonShown, device?.isJoinButtonShown, booking?.isButtonShown]
}

it(
  'shows the join button five minutes before the start, and the dial string on TMS [HC-162 HC-163 HC-172]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const { lab } = served
    const start = lab.clock.now() + 8 * MINUTE_MS
    const form = { subject: 'Budget', location: '@webex', start, invitees: [BOB], rooms: [BOARD] }
    await served.person('alice').schedules(form)
    await served.pass(10_000)

    const { app, device, booking } = await seen(served)
    const shown = [await buttons(served)]
    await served.pass(start - 5 * MINUTE_MS - 1 - lab.clock.now())
    shown.push(await buttons(served))
    await served.pass(1)
    shown.push(await buttons(served))

    expect(app?.texts).toMatchObject({ subject: 'Budget', joinUri: ALICES_ROOM })
    expect(device?.texts?.joinUri).toBe(ALICES_ROOM)
    expect(booking).toMatchObject({ hosting: 'external', dialString: ALICES_ROOM, start })
    expect(shown).toEqual([
      [false, false, false],
      [false, false, false],
      [true, true, true],
    ])
  },
)

it("lets nobody's screen open a meeting to which they are not invited [HC-193]", TIMEOUT, async () => {
  await using served = await startServed()
  const { lab } = served
  await served.person('alice').schedules({ subject: 'Secret', location: '@webex', invitees: [BOB] })
  await served.pass(10_000)

  const answer = await served.cloud('bob', { to: 'GET /calendar/api/v1/calendarEvents' })
  const [sealed] = answer.json<{ items: { encryptionKeyUrl: string; encryptedSubject: string }[] }>().items
  const { encryptionKeyUrl = '', encryptedSubject = '' } = sealed ?? {}

  expect(await lab.screen('bob').decrypt(encryptionKeyUrl, encryptedSubject)).toBe('Secret')
  const carol = lab.screen('carol')
  expect(await carol.meetings()).toEqual([])
  await expect(carol.decrypt(encryptionKeyUrl, encryptedSubject)).rejects.toMatchObject({
    code: 'CLIENT_KMS_403',
  })
})

it(
  'follows a meeting that is moved, renamed and called off, on every display [HC-153 HC-156]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const { lab } = served
    const alice = served.person('alice')
    const start = lab.clock.now() + 60 * MINUTE_MS
    const form = { subject: 'Budget', location: '@webex', start, invitees: [BOB], rooms: [BOARD] }
    const meeting = await alice.schedules(form)
    await served.pass(10_000)

    const later = start + 30 * MINUTE_MS
    await alice.changes(meeting, { start: later, subject: 'Budget again' })
    await served.pass(10_000)
    const moved = await seen(served)
    await alice.cancels(meeting)
    await served.pass(10_000)

    expect(moved.app).toMatchObject({ start: later, texts: { subject: 'Budget again' } })
    expect(moved.device).toMatchObject({ start: later, texts: { subject: 'Budget again' } })
    expect(moved.booking).toMatchObject({ start: later, dialString: ALICES_ROOM })
    expect(await seen(served)).toEqual({ app: undefined, device: undefined, booking: undefined })
  },
)

it('shows no button on the device of a room that has declined [HC-165]', TIMEOUT, async () => {
  await using served = await startServed()
  const { lab } = served
  const start = lab.clock.now() + 60 * MINUTE_MS
  const first = { subject: 'First', location: '@webex', start, rooms: [BOARD] }
  await served.person('alice').schedules(first)
  await served.person('bob').schedules({ ...first, subject: 'Second' })
  await served.pass(10_000)

  const onDevice = (await lab.device('board1').meetings()).map(({ texts }) => texts?.subject)
  const onScreen = await lab.screen('bob').meeting('Second')

  expect(onDevice).toEqual(['First'])
  expect(onScreen?.joinButtonFrom).toBe(start - 5 * MINUTE_MS)
})

it(
  'shows who is out of office in the search, the space, the roster and among mentions [HC-180]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const { lab } = served
    const alice = served.person('alice')
    await alice.schedules({ subject: 'Launch', location: '@meet', invitees: [BOB, CAROL] })
    await served.pass(10_000)
    const bob = lab.screen('bob')
    const away = async () => [
      ...(await bob.search('Alice')),
      await bob.person('alice@ent-pa.example'),
      ...(await bob.mentions('Launch', 'ali')),
      ...(await bob.roster('Launch')),
    ]

    const before = (await away()).filter((card) => card?.isOutOfOffice)
    await alice.setsAutomaticReplies({ reply: 'at the dentist' })
    await served.pass(20 * MINUTE_MS)
    const cards = await away()
    await alice.setsAutomaticReplies('off')
    await served.pass(20 * MINUTE_MS)

    expect(before).toEqual([])
    expect(cards.filter((card) => card?.isOutOfOffice).map((card) => card?.mail)).toEqual(
      Array.from({ length: 4 }, () => 'alice@ent-pa.example'),
    )
    expect(cards).toHaveLength(6)
    expect((await away()).filter((card) => card?.isOutOfOffice)).toEqual([])
  },
)

it(
  'dials nothing on premises where the property does not reach the room, and all the same on Webex [HC-176 HC-178]',
  TIMEOUT,
  async () => {
    await using served = await startServed({ exchange: { namedProperties: 'never' } })
    await served.person('alice').schedules({ subject: 'Budget', location: '@webex', rooms: [BOARD] })
    await served.pass(10_000)

    const { device, booking } = await seen(served)

    expect(booking).toMatchObject({ hosting: 'none', dialString: null })
    expect(device?.texts?.joinUri).toBe(ALICES_ROOM)
  },
)

it(
  'leaves the meetings of Productivity Tools to them, and shows them everywhere [HC-096 HC-173]',
  TIMEOUT,
  async () => {
    await using served = await startServed()
    const { lab } = served
    const tools = lab.productivityTools('alice')
    const meeting = await tools.schedules({ subject: 'Review', invitees: [BOB], rooms: [BOARD] })
    await served.pass(10_000)

    const properties = (await lab.people.alice.sees(meeting.uid))?.extendedProperties
    const { app, device, booking } = await seen(served)

    expect(properties).toEqual({ UCCapabilities: `sip:${ALICES_ROOM}` })
    expect(booking).toMatchObject({
      hosting: 'external',
      dialString: ALICES_ROOM,
      property: 'UCCapabilities',
    })
    expect(app?.texts?.joinUrl).toBe('https://ent-pa.webex.com/meet/alice')
    expect(device?.texts?.joinUrl).toBe('https://ent-pa.webex.com/meet/alice')
    expect(served.ews('UpdateItem')).toEqual([])
  },
)

it('reads room mailboxes with an account of its own, as far as its licences go [HC-013]', async () => {
  await using lab = await startLab()
  const extendedProperties = { 'TMS:ExternalConferenceData': 'sip:123@ent-pa.webex.com' }
  const start = lab.clock.now() + 3 * MINUTE_MS
  await lab.people.alice.schedules({ subject: 'Budget', start, rooms: [BOARD], extendedProperties })
  await lab.advance(1_000)
  const look = async () => {
    const { bookings, ...endpoint } = await lab.tms.endpoint(BOARD)
    return {
      ...endpoint,
      shown: bookings.map(({ isButtonShown, dialString }) => [isButtonShown, dialString]),
    }
  }

  const licensed = await look()
  await lab.tms.configure({ licences: { endpoints: 0, exchange: 1 } })
  const unmanaged = await look()
  await lab.tms.configure({ licences: { endpoints: 1, exchange: 0 } })
  const unscheduled = await look()

  expect(licensed).toMatchObject({
    isManaged: true,
    isScheduled: true,
    shown: [[true, '123@ent-pa.webex.com']],
  })
  expect(unmanaged).toMatchObject({ isManaged: false, shown: [[false, '123@ent-pa.webex.com']] })
  expect(unscheduled).toMatchObject({ isManaged: true, isScheduled: false, shown: [] })
  const readers = [...lab.journal.entries(0, ({ operation }) => operation === 'FindItem')]
  expect(new Set(readers.map(({ principal }) => principal))).toEqual(new Set(['ENT-PA\\TMSXEService']))
})

it('runs beside the conferences on premises, and licenses the first endpoints', async () => {
  const people = [{ alias: 'alice', firstName: 'Alice', lastName: 'Adams' }]
  const rooms = ['board1', 'board2'].map((alias) => ({ alias, displayName: alias }))
  await using lab = await startLab({ organization: { domain: 'ent-pa.example', people, rooms } })
  await lab.tms.configure({
    ...{ bridge: { domain: 'bridge.ent-pa.example' }, licences: { endpoints: 1, exchange: 2 } },
  })
  const { alice } = lab.people
  const both = { start: lab.clock.now() + 3 * MINUTE_MS, rooms: [BOARD, 'board2@ent-pa.example'] }
  const later = { start: both.start + 60 * MINUTE_MS, rooms: both.rooms }
  await alice.schedules({ subject: 'On premises', ...both })
  const extendedProperties = { UCCapabilities: 'sip:123@ent-pa.webex.com' }
  await alice.schedules({ subject: 'In the cloud', ...later, extendedProperties })
  await lab.advance(1_000)

  const [first, second] = await lab.tms.endpoints()

  const number = first?.bookings[0]?.dialString
  expect(number).toMatch(/^\d{7}@bridge\.ent-pa\.example$/)
  expect(first?.bookings).toMatchObject([
    { hosting: 'onPremises', isButtonShown: true },
    { hosting: 'external', dialString: '123@ent-pa.webex.com' },
  ])
  expect(second).toMatchObject({ isManaged: false, isScheduled: true })
  expect(second?.bookings).toMatchObject([
    { hosting: 'onPremises', dialString: number, isButtonShown: false },
    { hosting: 'external' },
  ])
})

it('looks again after the lab was put back to how it started', async () => {
  await using lab = await startLab()
  const { tms } = lab
  const alice = lab.screen('alice')
  const board = lab.device('board1')
  const look = async () => [
    ...[await alice.search('Bob'), await board.meetings(), (await tms.endpoint(BOARD)).bookings],
  ]
  const before = await look()

  await lab.reset()

  expect(await look()).toEqual(before)
  expect(before[0]).toHaveLength(1)
})

it('says who there is to look at, and that screens need a network', async () => {
  await using lab = await startLab({ network: 'none' })

  expect(() => lab.screen('erin')).toThrow(expect.objectContaining({ code: 'SCREEN_UNKNOWN' }) as Error)
  expect(() => lab.device('nowhere')).toThrow(expect.objectContaining({ code: 'DEVICE_UNKNOWN' }) as Error)
  await expect(lab.screen('alice').meetings()).rejects.toMatchObject({ code: 'NETWORK_NONE' })
})
