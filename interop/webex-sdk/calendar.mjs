// Meetings that people schedule in Exchange reach the Webex SDK through the reference connector, decrypted and live.
import { ask, check, ready } from '../check.mjs'
import { eventOf, people, refusal, uuidOf } from '../webex-client.mjs'
import { clientOf } from './sdk.mjs'
import { atDesk } from '../desk.mjs'

const HOUR_MS = 3_600_000
const alice = await clientOf(people.alice)
const bob = await clientOf(people.bob)
const desk = atDesk(people.alice)
const { calendar } = bob.internal
const [alicesId, bobsId] = [await uuidOf(alice), await uuidOf(bob)]

await calendar.register()
check('the calendar listens', calendar.registered === true)

const tomorrow = Math.ceil(Date.now() / HOUR_MS + 20) * HOUR_MS
const meetings = [
  { subject: 'Größe 5: Fahrplan', location: 'Room 5; @webex', start: tomorrow, guests: [people.bob] },
  {
    subject: 'Space launch',
    location: '@meet',
    start: tomorrow + 2 * HOUR_MS,
    guests: [people.bob, people.carol],
  },
]

/** The event of this name about a meeting of this subject; a subject that could not be read is none. */
const told = (name, subject, holds = () => true) =>
  eventOf(calendar, name, (meeting) => meeting?.encryptedSubject === subject && holds(meeting))

const scheduled = []
for (const { subject, location, start, guests } of meetings) {
  const keyword = location.match(/@\w+/)[0]
  const isJoinable = (meeting) => (meeting.webexURL ?? meeting.spaceMeetURL) !== undefined
  const created = told('calendar:create', subject)
  const joinable = Promise.any([
    told('calendar:create', subject, isJoinable),
    told('calendar:update', subject, isJoinable),
  ])
  joinable.catch(() => undefined)
  scheduled.push(
    await desk.schedules({
      ...{ subject, location, start, end: start + HOUR_MS / 2 },
      ...{ body: `Agenda of ${subject}`, invitees: guests.map(({ mail }) => mail) },
    }),
  )
  const first = await created
  check(`a meeting with ${keyword} arrives live, its subject decrypted`, first.encryptedSubject === subject)
  const meeting = await joinable
  check('at its time', meeting.start === new Date(start).toISOString(), meeting.start)
  check('for its length', meeting.durationMinutes === 30, meeting.durationMinutes)
  check('with its location', meeting.encryptedLocation?.includes(keyword), meeting.encryptedLocation)
  check('organized by alice', meeting.organizer === alicesId, meeting.organizer)
  const { encryptedOrganizer: organizer, encryptedParticipants: participants } = meeting
  check('whose address is decrypted', organizer?.encryptedEmailAddress === people.alice.mail, organizer)
  const bobsPart = participants?.find(({ id }) => id === bobsId)
  check('and so is that of bob', bobsPart?.encryptedEmailAddress === people.bob.mail, participants)
  if (keyword === '@webex') {
    check('with the personal room', meeting.webexURL === people.alice.personalRoom, meeting.webexURL)
    check('and its video address', /@/.test(meeting.webexURI ?? ''), meeting.webexURI)
  } else {
    const spaces = (await bob.rooms.list({ type: 'group' })).items
    const space = spaces.find(({ title }) => title === subject)
    check('in a space that bob is in', space !== undefined, spaces)
    const info = await join(space.id)
    check('with the address of its meetings', meeting.spaceMeetURL === info.meetingLink, meeting.spaceMeetURL)
    check('and its video address', meeting.spaceURI === info.sipAddress, meeting.spaceURI)
    const inSpace = calendar.getByType('spaceMeetURL', info.meetingLink)
    const spaceUuid = Buffer.from(space.id, 'base64').toString().split('/').at(-1)
    check('and its id', meeting.conversationId === spaceUuid, meeting.conversationId)
    check('by all of which the client finds the meeting', inSpace?.id === meeting.id, inSpace)
  }
}
check(
  'nothing of it went to the cloud in clear text',
  !(await uploads()).some((text) => /Fahrplan|Space launch|alice@|bob@/.test(text)),
)

// What the service keeps

const list = await calendar.list({
  fromDate: new Date(tomorrow - HOUR_MS).toISOString(),
  toDate: new Date(tomorrow + 4 * HOUR_MS).toISOString(),
})
const subjects = list.map(({ encryptedSubject }) => encryptedSubject)
check(
  'the list has both, decrypted',
  meetings.every(({ subject }) => subjects.includes(subject)),
  subjects,
)
const [{ id, participantsUrl }] = list
const notes = await calendar.getNotes(id)
check('the notes are read', notes.body.encryptedNotes?.includes('Agenda of'), notes.body)
const participants = await calendar.getParticipants(participantsUrl)
check(
  'and the participants',
  participants.body.encryptedParticipants.some(
    ({ encryptedEmailAddress }) => encryptedEmailAddress === people.bob.mail,
  ),
  participants.body,
)

const { body: form } = await calendar.getSchedulerData({ siteName: ready.webexSite.name, id })
check('the form for a meeting is filled, decrypted', subjects.includes(form.encryptedSubject), form)

// Changes

const moved = tomorrow + 5 * HOUR_MS
const updated = told(
  'calendar:update',
  'Fahrplan, neu',
  ({ start }) => start === new Date(moved).toISOString(),
)
await desk.changes(scheduled[0], { subject: 'Fahrplan, neu', start: moved })
check('an update arrives live, decrypted', (await updated).start === new Date(moved).toISOString())
const cancelled = eventOf(bob.internal.mercury, 'event:calendar.meeting.delete')
await desk.cancels(scheduled[1])
const { data } = await cancelled
check('and a cancellation', typeof data.calendarMeetingExternal.id === 'string', data)
const rest = await calendar.list({
  fromDate: new Date(tomorrow - HOUR_MS).toISOString(),
  toDate: new Date(tomorrow + 8 * HOUR_MS).toISOString(),
})
const left = rest.map(({ encryptedSubject }) => encryptedSubject)
check('what is left is what was moved', left.join() === 'Fahrplan, neu', left)

// A meeting made by the SDK, in Exchange

const wanted = { subject: 'By the SDK', notes: 'Made in the app', start: new Date(moved).toISOString() }
const { body: made } = await calendar.createCalendarEvent({
  ...{ ...wanted, durationMinutes: 30, clientMeetingId: 'sdk-made-1' },
  attendees: [{ email: people.alice.mail, displayName: 'Alice' }],
})
check('a meeting is made by the SDK', typeof made.meetingId === 'string', made)
const invitation = await desk.sees(made.globalMeetingId)
check('and alice has the invitation in Exchange', invitation?.subject === wanted.subject, invitation)

// What the cloud does not take

const clear = await refusal(() =>
  bob.request({
    ...{ method: 'POST', service: 'calendar', resource: 'calendarEvents/sync' },
    body: {
      encryptionKeyUrl: list[0].encryptionKeyUrl,
      subject: 'In clear',
      start: list[0].start,
      durationMinutes: 30,
    },
  }),
)
check('a meeting in clear text is refused', clear?.statusCode === 422, clear)
const { entries: violations } = await ask('GET', '/v1/journal?protocol=violation')
const [violation] = violations.filter(({ principal }) => principal === people.bob.mail)
check('and kept as a violation', violation?.request.startsWith('subject:'), violations)

// Who is free

const window = { start: new Date(moved).toISOString(), end: new Date(moved + HOUR_MS).toISOString() }
const busy = await calendar.getFreeBusy({ requestId: 'sdk-1', ...window, emails: [people.alice.mail] })
const [item] = busy.calendarFreeBusyItems
check('free/busy names alice', item.email === people.alice.mail, item)
check('and when she is busy', item.schedules[0]?.scheduleStatus === 'busy', item.schedules)
check('to the minute', Date.parse(item.schedules[0]?.start) === moved, item.schedules)

await calendar.unregister()
check('the calendar listens no more', calendar.registered === false)
process.exit()

/** How the meetings of a space are joined, as the public API says. */
async function join(roomId) {
  const { body } = await bob.request({ uri: `${ready.webexCloud.api}/rooms/${roomId}/meetingInfo` })
  return body
}

/** What connectors uploaded, as it came over the wire. */
async function uploads() {
  const { entries } = await ask('GET', '/v1/journal?protocol=fleet')
  return entries.filter(({ operation }) => operation.includes('/meetings/')).map(({ request }) => request)
}
