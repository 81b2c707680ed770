import { createPerson, type Person, type SeenMeeting } from '../clients/index.js'
import { LabError, type EntryMatch } from '../simulators/core/index.js'
import type { Lab } from '../simulators/lab/lab.js'
import type { Lifetime } from './lifetime.js'

const HOUR_MS = 3_600_000

/** The two meetings that show what a calendar connector is for. */
const MEETINGS = [
  { subject: 'Project kick-off', location: 'Room 5; @webex', what: "alice's personal room" },
  { subject: 'Design review', location: '@meet', what: 'a space made for the meeting' },
] as const

/** Lets alice schedule a meeting of each kind and tells, step by step, what becomes of them. */
export async function showFirstMeetings(lab: Lab, life: Lifetime): Promise<void> {
  const [alice, bob, carol] = lab.ready.users
  if (alice === undefined || bob === undefined || carol === undefined) {
    throw new LabError('NO_PEOPLE', {
      message: 'The first meetings need alice, bob and carol.',
      hint: 'Start without --org.',
    })
  }
  await using organizer = personOf(lab, alice)
  await using attendee = personOf(lab, bob)
  const { journal } = lab.core
  const { signal } = life
  await journal.waitFor(succeeded('Subscribe', alice.mail), { signal })

  for (const [index, { subject, location, what }] of MEETINGS.entries()) {
    const start = Math.ceil(lab.clock.now() / HOUR_MS + 24 + index) * HOUR_MS
    const after = journal.cursor
    say(`\n1. alice schedules "${subject}" in Outlook, with bob and carol, Location "${location}"\n`)
    await organizer.schedules({
      subject,
      location,
      start,
      end: start + HOUR_MS / 2,
      body: 'Agenda: what we have, what we need.',
      invitees: [bob.mail, carol.mail],
    })
    await journal.waitFor(succeeded('UpdateItem', alice.mail), { after, signal })
    say(
      `2. the connector has heard of it, fetched ${what}, and written the join details into the invitation\n`,
    )
    show('3. alice now sees', await organizer.sees(subject))
    show('4. and so does bob', await attendee.sees(subject))
  }
  say('\nBoth meetings are decorated. The lab goes on running; end it with Ctrl-C.\n')
}

function personOf(lab: Lab, user: Lab['ready']['users'][number]): Person {
  return createPerson({
    mail: user.mail,
    url: lab.ready.exchange.ews,
    credentials: { username: user.upn, password: user.password },
    authentication: 'ntlm',
    ca: lab.caPem,
    now: () => lab.clock.now(),
  })
}

function succeeded(operation: string, mailbox: string): EntryMatch {
  return (entry) =>
    entry.operation === operation &&
    entry.outcome === 'NoError' &&
    entry.target?.toLowerCase() === mailbox.toLowerCase()
}

function show(who: string, seen: SeenMeeting | undefined): void {
  if (seen === undefined)
    throw new LabError('MEETING_LOST', { message: `${who}: nothing. The meeting is not there.` })
  const text = seen.body.content
  const plain = text
    .replace(/<[^>]*>/g, '\n')
    .replace(/&#?\w+;/g, ' ')
    .split('\n')
  const lines = plain.map((line) => line.trim()).filter((line) => line !== '')
  say(`${who}:\n${lines.map((line) => `     | ${line}`).join('\n')}\n     Location: ${seen.location}\n`)
  for (const [name, value] of Object.entries(seen.extendedProperties)) say(`     ${name}: ${value}\n`)
}

function say(text: string): void {
  process.stderr.write(text)
}
