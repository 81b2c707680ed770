// People who work as Outlook does while a node dies: they schedule meetings with keywords and change others.
import { createPerson } from '../../dist/clients/index.js'
import { askJson } from './relay.mjs'
import { until } from './until.mjs'

const HOUR_MS = 3_600_000
const TITLES = /Join my Webex personal room|Join the Webex space meeting/g
const KEYWORDS = ['@webex', '@meet']

export function createPeople(lab, users) {
  return users.map((user) => ({
    user,
    person: createPerson({
      mail: user.mail,
      url: lab.ready.exchange.ews,
      credentials: { username: user.upn, password: user.password },
      authentication: 'ntlm',
      ca: lab.ca,
    }),
  }))
}

/** `organizer` schedules a meeting with `guests`; the keyword alternates with `number`. */
export async function schedule({ organizer, guests }, { subject, number }) {
  const keyword = KEYWORDS[number % KEYWORDS.length]
  const start = Math.ceil(Date.now() / HOUR_MS + 24 + (number % 200)) * HOUR_MS
  const scheduled = await organizer.person.schedules({
    subject,
    location: `Room 5; ${keyword}`,
    start,
    end: start + HOUR_MS / 2,
    body: 'Agenda: what we have, what we need.',
    invitees: guests.map(({ user }) => user.mail),
  })
  return { subject, keyword, organizer, guests, scheduled, start }
}

/** The organizer moves the meeting by an hour. */
export async function move(meeting) {
  meeting.start += HOUR_MS
  await meeting.organizer.person.changes(meeting.scheduled, {
    start: meeting.start,
    end: meeting.start + HOUR_MS / 2,
  })
}

/** Resolves when the organizer sees join details, or when `patienceMs` are over: `inspect` tells. */
export async function untilDecorated(meeting, patienceMs) {
  const isDecorated = async () => blocks(await meeting.organizer.person.sees(meeting.subject)) > 0
  await until('a decoration', patienceMs, isDecorated).catch(() => undefined)
}

/** Everything that is wrong with a meeting, given the successful updates of all nodes. */
export async function inspect(lab, meeting, updates) {
  const seen = await meeting.organizer.person.sees(meeting.subject)
  if (blocks(seen) === 0) return [{ kind: 'lost', what: `${meeting.subject} was never decorated` }]

  const faults = []
  const expect = (isRight, kind, what) =>
    isRight || faults.push({ kind, what: `${meeting.subject}: ${what}` })
  expect(blocks(seen) === 1, 'doubled', `${blocks(seen)} join blocks`)
  expect(seen.start === meeting.start, 'lost', 'the change of time is gone')
  expect(seen.extendedProperties['TMS:ExternalConferenceData'] !== undefined, 'lost', 'no conference data')
  const writes = updates.filter(({ itemId }) => itemId === meeting.scheduled.itemId).length
  expect(writes === 1, writes > 1 ? 'doubled' : 'lost', `${writes} successful UpdateItem`)
  for (const guest of meeting.guests) {
    const copy = await guest.person.sees(meeting.scheduled.uid)
    expect(blocks(copy) === 1, 'lost', `${guest.user.mail} has ${blocks(copy)} join blocks`)
    expect(copy?.start === meeting.start, 'lost', `${guest.user.mail} has another time`)
  }
  if (meeting.keyword === '@meet') {
    const spaces = await spacesOf(lab, meeting)
    expect(spaces === 1, spaces > 1 ? 'doubled' : 'lost', `${spaces} spaces`)
  }
  return faults
}

/** Join blocks in what somebody sees of a meeting; none where there is no meeting. */
function blocks(seen) {
  return seen?.body.content.match(TITLES)?.length ?? 0
}

/** How many spaces with the meeting's title its organizer is in, as the public API says. */
async function spacesOf(lab, { organizer, subject }) {
  const { items } = await askJson(`${lab.ready.webexCloud.api}/rooms?type=group&max=1000`, {
    token: organizer.user.webexToken,
    ca: lab.ca,
  })
  return items.filter(({ title }) => title === subject).length
}
