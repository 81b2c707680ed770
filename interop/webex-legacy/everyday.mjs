// The last release of the whole Webex SDK that Node loads (2.60.4): the everyday of two people.
import { check } from '../check.mjs'
import { atDesk } from '../desk.mjs'
import { eventOf, optionsFor, people, refusal, uuidOf } from '../webex-client.mjs'
import Webex from 'webex'

const HOUR_MS = 3_600_000

async function clientOf(user) {
  const webex = Webex.init(optionsFor(user))
  await new Promise((resolve) => webex.once('ready', resolve))
  return webex
}

const alice = await clientOf(people.alice)
const bob = await clientOf(people.bob)
const [alicesId, bobsId] = [await uuidOf(alice), await uuidOf(bob)]

// People and spaces

const found = await alice.people.list({ email: people.bob.mail })
check('bob is found by his address', found.items?.length === 1, found.items)
await Promise.all([bob.memberships.listen(), bob.messages.listen(), bob.rooms.listen()])
const added = eventOf(bob.memberships, 'created', ({ data }) => data.personEmail === people.bob.mail)
const room = await alice.rooms.create({ title: 'Legacy' })
const membership = await alice.memberships.create({ roomId: room.id, personEmail: people.bob.mail })
check('bob is told that he was added', (await added).data.id === membership.id)
const heard = eventOf(bob.messages, 'created')
const message = await alice.messages.create({ roomId: room.id, text: 'Hello, old friend' })
const { data } = await heard
check('and hears what is said', data.id === message.id && data.text === 'Hello, old friend', data)
const renamed = eventOf(bob.rooms, 'updated')
await alice.rooms.update({ ...room, title: 'Legacy, renamed' })
check('a change of the space is told of', (await renamed).data.id === room.id)
const left = eventOf(bob.memberships, 'deleted')
await alice.memberships.remove(membership)
check('and who is removed', (await left).data.id === membership.id)
const shut = await refusal(() => bob.rooms.get(room.id))
check('sees the space no more', shut?.statusCode === 404, shut)

// Device, socket and keys

const { device, mercury, encryption, calendar, presence } = bob.internal
check('the device is registered', device.registered === true)
check('Mercury is connected', mercury.connected === true)
const [key] = await encryption.kms.createUnboundKeys({ count: 1 })
const jwe = await encryption.encryptText(key.uri, 'Größe 5')
check('a key of the KMS encrypts and decrypts', (await encryption.decryptText(key.uri, jwe)) === 'Größe 5')

// Calendar and presence

await calendar.register()
const subject = 'Legacy planning'
const start = Math.ceil(Date.now() / HOUR_MS + 30) * HOUR_MS
const created = eventOf(calendar, 'calendar:create', (meeting) => meeting?.encryptedSubject === subject)
const desk = atDesk(people.alice)
const scheduled = await desk.schedules({
  ...{ subject, location: '@webex', start, end: start + HOUR_MS / 2, invitees: [people.bob.mail] },
})
const meeting = await created
check('a meeting of Exchange arrives live, decrypted', meeting.organizer === alicesId, meeting.organizer)
const names = meeting.encryptedParticipants.map(({ encryptedEmailAddress }) => encryptedEmailAddress)
check('with the address of bob', names.includes(people.bob.mail), names)
const list = await calendar.list({
  fromDate: new Date(start - HOUR_MS).toISOString(),
  toDate: new Date(start + HOUR_MS).toISOString(),
})
check(
  'and is in the list',
  list.some(({ encryptedSubject }) => encryptedSubject === subject),
  list,
)
const gone = eventOf(mercury, 'event:calendar.meeting.delete')
await desk.cancels(scheduled)
check('its cancellation arrives as well', (await gone).data.calendarMeetingExternal.id === meeting.id)
await presence.setStatus('dnd', 60)
const composition = await presence.get(bobsId)
check('bob does not want to be disturbed', composition.statusList[0].status === 'dnd', composition)

await calendar.unregister()
await desk[Symbol.asyncDispose]()
process.exit()
