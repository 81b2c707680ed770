import { expect, it } from 'vitest'
import { calendarItem, attendee } from '../testing/calendar-item.js'
import { createFakeExchange, ewsError, type FakeExchange } from '../testing/fake-exchange.js'
import { ALICE, ALICES_ROOM, BOB_ID, createFakeWorld, type FakeWorld } from '../testing/fake-services.js'
import type { CalendarItem } from '../ports/exchange.js'
import { handleChange } from './handle-change.js'

const CHANGED = { kind: 'changed', itemId: 'item-1' } as const

/** A world with one item, and the way to tell of a change of it. */
function createScene(different: Partial<CalendarItem>): {
  world: FakeWorld
  exchange: FakeExchange
  changed: () => Promise<void>
} {
  const world = createFakeWorld()
  const exchange = createFakeExchange()
  exchange.items.set('item-1', calendarItem(different))
  const calendar = world.calendar(exchange)
  return { world, exchange, changed: () => handleChange(calendar, CHANGED) }
}

it("decorates with the organizer's own room, then publishes once and rests [HC-090 HC-096 HC-142 HC-148]", async () => {
  const { world, exchange, changed } = createScene({ location: 'Room 5; @webex' })

  await changed()
  expect(world.published.size).toBe(0)
  await changed()
  await changed()

  expect(exchange.writes).toHaveLength(1)
  expect(exchange.writes[0]?.decoration.conferenceData).toBe(ALICES_ROOM.sipAddress)
  expect(exchange.writes[0]?.decoration.body.content).toContain('<p>Agenda</p>')
  expect(exchange.items.get('item-1')?.location).toBe('Room 5; @webex')
  expect(world.steps.seen.map(({ event }) => event)).toEqual(['decorated', 'published'])
})

it('decorates again when the organizer has deleted the details [HC-096]', async () => {
  const { exchange, changed } = createScene({ location: '@webex' })
  await changed()

  const item = exchange.items.get('item-1') ?? calendarItem()
  exchange.items.set('item-1', {
    ...item,
    body: { type: 'HTML', content: '' },
    ref: { id: 'item-1', changeKey: 'key-9' },
  })
  await changed()

  expect(exchange.writes).toHaveLength(2)
})

it('asks the cloud for one space per meeting, without resources and lists, and only with ciphertext [HC-112 HC-113 HC-121 HC-191]', async () => {
  const attendees = [
    attendee('bob@ent-pa.example'),
    attendee('all-staff@ent-pa.example', { mailboxType: 'PublicDL' }),
    attendee('board1@ent-pa.example', { role: 'resource' }),
  ]
  const { world, changed } = createScene({ location: '@meet', attendees })

  await changed()

  expect(world.spaces).toMatchObject([
    {
      subject: 'jwe(Planning)',
      attendees: ['jwe(bob@ent-pa.example)'],
      encryptionKeyUrl: 'kms://kms/keys/1',
    },
  ])
  await changed()
  expect([...world.published.keys()]).toEqual(world.spaces.map(({ meetingKey }) => meetingKey))
})

it('publishes a meeting without keyword, with every text encrypted [HC-190 HC-191 HC-193]', async () => {
  const { world, exchange, changed } = createScene({
    location: 'Room 5',
    body: { type: 'Text', content: 'call sip:12@x.example' },
  })

  await changed()

  expect(exchange.writes).toEqual([])
  const [meeting] = [...world.published.values()]
  expect(meeting).toMatchObject({
    organizer: ALICE.userId,
    encryptedSubject: 'jwe(Planning)',
    encryptedLocation: 'jwe(Room 5)',
    meetingJoinInfo: { meetingJoinURI: 'jwe(12@x.example)' },
    encryptedParticipants: [
      { id: BOB_ID, type: 'PERSON', responseType: 'NO_RESPONSE', participantType: 'REQUIRED' },
    ],
  })
  expect(JSON.stringify(meeting).replaceAll(/"jwe\([^"]*\)"/g, '')).not.toMatch(/Planning|Room 5|@/)
})

it('neither writes nor publishes the copy of an attendee [HC-144]', async () => {
  const { world, exchange, changed } = createScene({ location: '@webex', isOrganizer: false })

  await changed()

  expect(exchange.writes).toEqual([])
  expect(world.published.size).toBe(0)
})

it('withdraws a meeting that is cancelled or gone [HC-153]', async () => {
  const { world, exchange, changed } = createScene({})
  await changed()
  expect(world.published.size).toBe(1)

  exchange.items.delete('item-1')
  await changed()

  expect(world.published.size).toBe(0)
})

it('reads again when the user was faster, and keeps the change of the user [HC-149]', async () => {
  const { exchange, changed } = createScene({ location: '@webex' })
  let isFirst = true
  exchange.beforeWrite = () => {
    if (!isFirst) return
    isFirst = false
    exchange.items.set(
      'item-1',
      calendarItem({
        location: '@webex',
        body: { type: 'Text', content: 'new agenda' },
        ref: { id: 'item-1', changeKey: 'key-2' },
      }),
    )
    throw ewsError('ErrorIrresolvableConflict')
  }

  await changed()

  expect(exchange.writes).toHaveLength(1)
  expect(exchange.writes[0]?.ref.changeKey).toBe('key-2')
  expect(exchange.writes[0]?.decoration.body.content).toMatch(/^new agenda/)
})

it('writes nothing when the user took the keyword away meanwhile [HC-149]', async () => {
  const { exchange, changed } = createScene({ location: '@webex' })
  exchange.beforeWrite = () => {
    exchange.items.set('item-1', calendarItem({ location: 'Room 5' }))
    throw ewsError('ErrorIrresolvableConflict')
  }

  await changed()

  expect(exchange.writes).toEqual([])
})

it('publishes what it cannot decorate, raises the alarm of the user, and clears it later [HC-150 HC-151 HC-270]', async () => {
  const { world, exchange, changed } = createScene({ location: '@webex' })
  world.fail.add('site')

  await expect(changed()).rejects.toMatchObject({ code: 'SITE_FAILURE' })

  expect(exchange.writes).toEqual([])
  expect(world.published.size).toBe(1)
  expect(world.board.list()).toMatchObject([{ id: 60161, key: 'users' }])
  world.fail.clear()
  await changed()
  expect(exchange.writes).toHaveLength(1)
  expect(world.board.list()).toEqual([])
})

it('sends nothing without a key [HC-192]', async () => {
  const { world, changed } = createScene({})
  world.fail.add('keys')

  await expect(changed()).rejects.toMatchObject({ code: 'KEY_SERVICE' })

  expect(world.published.size).toBe(0)
  expect(world.board.list()).toMatchObject([{ id: 60154 }])
})

it("writes nothing for another person's room link [HC-097]", async () => {
  const { exchange, changed } = createScene({ location: 'https://ent-pa.webex.com/meet/bob' })

  await changed()

  expect(exchange.writes).toEqual([])
})

it('leaves meetings beyond the window of the list alone [HC-161 HC-194]', async () => {
  const start = calendarItem().start + 40 * 86_400_000
  const { world, changed } = createScene({ start })

  await changed()

  expect(world.published.size).toBe(0)
})

it('leaves empty texts out, where there is nothing to hide', async () => {
  const { world, changed } = createScene({ location: '', body: { type: 'Text', content: '' } })

  await changed()

  const [meeting] = [...world.published.values()]
  expect(meeting).not.toHaveProperty('encryptedNotes')
  expect(meeting).not.toHaveProperty('encryptedLocation')
})

it('asks for the space again when somebody is invited later, and for no other reason [HC-121 HC-122]', async () => {
  const { world, exchange, changed } = createScene({ location: '@meet' })
  await changed()
  await changed()
  const before = world.spaces.length

  const item = exchange.items.get('item-1') ?? calendarItem()
  const attendees = [...item.attendees, attendee('carol@ent-pa.example')]
  exchange.items.set('item-1', { ...item, attendees, ref: { id: 'item-1', changeKey: 'key-9' } })
  await changed()
  await changed()

  expect(before).toBe(1)
  expect(world.spaces.map((space) => space.attendees.length)).toEqual([1, 2])
  expect(world.spaces[1]?.meetingKey).toBe(world.spaces[0]?.meetingKey)
  expect(exchange.writes).toHaveLength(1)
})
