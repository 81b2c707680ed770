// DavMail turns the lab's EWS into CalDAV, IMAP, SMTP and LDAP: a calendar as phones and Thunderbird use it.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, ready } from '../check.mjs'
import { calendar, calendarOf, berlin, eventsIn } from './caldav.mjs'
import { startDavmail } from './gateway.mjs'

const people = Object.fromEntries(ready.users.map((user) => [user.mail.split('@')[0], user]))
const gateway = await startDavmail(ready.exchange.ewsHttp)
const [alice, bob] = [people.alice, people.bob].map((person) => calendarOf(person, gateway.ports.caldav))

try {
  await folder()
  await appointment()
  await series()
  await meeting()
  search()
  mail()
} finally {
  await gateway.stop()
}

async function folder() {
  const asked = '<D:propfind xmlns:D="DAV:"><D:prop><D:displayname/><D:resourcetype/></D:prop></D:propfind>'
  const { status, text } = await alice.properties('/calendar/', asked)
  check('the folder is a calendar', status === 207 && text.includes('<C:calendar/>'), text)
  check('with its name', text.includes('<D:displayname>Calendar</D:displayname>'), text)
}

async function appointment() {
  const lines = (place, end) => [
    ...['UID:dav-dentist', 'SUMMARY:Dav dentist', `LOCATION:${place}`, 'DESCRIPTION:Bring the card'],
    ...[berlin('DTSTART', '20310303T090000'), berlin('DTEND', end), 'TRANSP:OPAQUE', 'CLASS:PRIVATE'],
    ...['CATEGORIES:Health', 'BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT45M', 'END:VALARM'],
  ]
  const made = await alice.put('dav-dentist.ics', calendar([lines('Main Street', '20310303T100000')]))
  check('an event can be put', made.status === 201, made.text)
  const read = await alice.get('dav-dentist.ics')
  const [event] = eventsIn(read.text)
  check('it has its summary', event?.of('SUMMARY')?.value === 'Dav dentist', read.text)
  check('its UID', event?.of('UID')?.value === 'dav-dentist', read.text)
  check('its place', event?.of('LOCATION')?.value === 'Main Street', read.text)
  check('its text', event?.of('DESCRIPTION')?.value.startsWith('Bring the card') === true, read.text)
  check('its start', isAt(event?.of('DTSTART'), '20310303T090000'), read.text)
  check('its end', isAt(event?.of('DTEND'), '20310303T100000'), read.text)
  check('its category', event?.of('CATEGORIES')?.value === 'Health', read.text)
  check('who may see it', event?.of('CLASS')?.value === 'PRIVATE', read.text)
  check('its reminder', /TRIGGER[^\r\n]*:-PT45M/.test(read.text), read.text)

  const changed = await alice.put('dav-dentist.ics', calendar([lines('Side Street', '20310303T113000')]))
  check('it can be put again', changed.status === 200, changed.text)
  const after = await alice.get('dav-dentist.ics')
  const [now] = eventsIn(after.text)
  check('with another place', now?.of('LOCATION')?.value === 'Side Street', after.text)
  check('and another end', isAt(now?.of('DTEND'), '20310303T113000'), after.text)

  const found = await alice.report(between('20310303T000000Z', '20310304T000000Z'))
  check('a query finds it', found.text.includes('UID:dav-dentist'), found.text)
  const nothing = await alice.report(between('20310304T000000Z', '20310305T000000Z'))
  check(
    'and not on other days',
    nothing.status === 207 && !nothing.text.includes('dav-dentist'),
    nothing.text,
  )
  check('it can be deleted', (await alice.remove('dav-dentist.ics')).status === 200, 'no')
  check('and is gone', (await alice.get('dav-dentist.ics')).status === 404, 'still there')

  const whole = [
    'UID:dav-fair',
    'SUMMARY:Dav fair',
    'DTSTART;VALUE=DATE:20310306',
    'DTEND;VALUE=DATE:20310308',
  ]
  await alice.put('dav-fair.ics', calendar([whole]))
  const days = await alice.get('dav-fair.ics')
  const [fair] = eventsIn(days.text)
  check('whole days stay whole', fair?.of('DTSTART')?.value === '20310306', days.text)
  check('and as many', fair?.of('DTEND')?.value === '20310308', days.text)
  await alice.remove('dav-fair.ics')
}

async function series() {
  const lines = [
    ...['UID:dav-weekly', 'SUMMARY:Dav weekly', 'TRANSP:OPAQUE'],
    ...[berlin('DTSTART', '20310324T090000'), berlin('DTEND', '20310324T100000')],
    'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20310409T070000Z',
  ]
  const made = await alice.put('dav-weekly.ics', calendar([lines]))
  check('a series can be put', made.status === 201, made.text)
  const read = await alice.get('dav-weekly.ics')
  const [master] = eventsIn(read.text)
  const rule = master?.of('RRULE')?.value ?? ''
  check('its rule comes back', /FREQ=WEEKLY/.test(rule) && /BYDAY=MO,WE/.test(rule), rule)
  check('with its end', /UNTIL=20310409/.test(rule), rule)

  const special = [
    ...['UID:dav-weekly', 'SUMMARY:Dav special', 'TRANSP:OPAQUE', berlin('RECURRENCE-ID', '20310331T090000')],
    ...[berlin('DTSTART', '20310331T140000'), berlin('DTEND', '20310331T150000')],
  ]
  const changed = await alice.put(
    'dav-weekly.ics',
    calendar([[...lines, 'EXDATE:20310402T070000Z'], special]),
  )
  check('it can be put with an exception', changed.status === 200, changed.text)
  const after = await alice.get('dav-weekly.ics')
  const [again, exception] = eventsIn(after.text)
  check('which is an event beside it', exception?.of('SUMMARY')?.value === 'Dav special', after.text)
  check('at its new time', isAt(exception?.of('DTSTART'), '20310331T140000'), after.text)
  check('instead of the old', exception?.of('RECURRENCE-ID')?.value === '20310331T070000Z', after.text)
  check('and without a day', again?.of('EXDATE')?.value.startsWith('20310402') === true, after.text)

  const found = await alice.report(between('20310401T000000Z', '20310402T000000Z'))
  check('a query finds the series', found.text.includes('UID:dav-weekly'), found.text)
  await alice.remove('dav-weekly.ics')
  check('it can be deleted as a whole', (await alice.get('dav-weekly.ics')).status === 404, 'still there')
}

async function meeting() {
  const [organizer, attendee] = [people.alice.mail, people.bob.mail]
  const lines = (start, end) => [
    ...['UID:dav-planning', 'SUMMARY:Dav planning', 'TRANSP:OPAQUE'],
    ...[berlin('DTSTART', start), berlin('DTEND', end), `ORGANIZER:mailto:${organizer}`],
    `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${organizer}`,
    `ATTENDEE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:${attendee}`,
  ]
  const made = await alice.put('dav-planning.ics', calendar([lines('20310310T090000', '20310310T100000')]))
  check('a meeting can be put', made.status === 201, made.text)
  const his = await copyOf(bob)
  check('bob has a copy', his !== undefined, 'none')
  check('of the same meeting', his?.event.of('UID')?.value === 'dav-planning', his?.text)
  check('that is tentative', his?.event.of('STATUS')?.value === 'TENTATIVE', his?.text)
  check('from alice', his?.event.of('ORGANIZER')?.value.toLowerCase() === `mailto:${organizer}`, his?.text)

  const free = await alice.freeBusy(question(organizer, [attendee], '20310310'))
  check(
    'who is asked when bob is free learns when he may be busy',
    free.text.includes('FREEBUSY;FBTYPE=BUSY-TENTATIVE:20310310T080000Z/20310310T090000Z'),
    free.text,
  )

  const accepted = lines('20310310T090000', '20310310T100000').map((line) =>
    line.endsWith(attendee) ? `ATTENDEE;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:${attendee}` : line,
  )
  const answered = await bob.put(his?.name ?? 'none', calendar([accepted]))
  check('bob can accept', answered.status < 300, answered.text)
  const tracked = await alice.get('dav-planning.ics')
  const [own] = eventsIn(tracked.text)
  check('and alice knows', own?.all('ATTENDEE').some(isFrom(attendee, 'ACCEPTED')) === true, tracked.text)

  const moved = await alice.put('dav-planning.ics', calendar([lines('20310310T130000', '20310310T140000')]))
  check('alice can move it', moved.status === 200, moved.text)
  const later = await copyOf(bob)
  check('and bob has the new time', isAt(later?.event.of('DTSTART'), '20310310T130000'), later?.text)
}

/** What somebody has of the meeting, and the name of its file. */
async function copyOf(owner) {
  const { text } = await owner.report(between('20310310T000000Z', '20310311T000000Z'))
  const [answer = ''] = text
    .split('<D:response>')
    .filter((part) => part.includes('SUMMARY;LANGUAGE=en-US:Dav planning'))
  const name = /<D:href>[^<]*\/([^</]+)<\/D:href>/.exec(answer)?.[1]
  const [event] = eventsIn(/BEGIN:VCALENDAR.*END:VCALENDAR/s.exec(answer)?.[0] ?? '')
  return event === undefined ? undefined : { name, event, text: answer }
}

/** The address book, by LDAP. */
function search() {
  const { stdout, stderr } = spawnSync(
    'ldapsearch',
    [
      ...['-x', '-LLL', '-H', `ldap://127.0.0.1:${gateway.ports.ldap}`, '-b', 'ou=people'],
      ...['-D', people.alice.upn, '-w', people.alice.password, '(cn=bob*)', 'mail', 'cn'],
    ],
    { encoding: 'utf8', timeout: 60_000 },
  )
  check('bob is in the address book', stdout?.includes(`mail: ${people.bob.mail}`) === true, stdout + stderr)
}

function mail() {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'mail.py')
  const { imap, smtp } = gateway.ports
  const { status } = spawnSync('/usr/bin/python3', [script, String(imap), String(smtp)], {
    stdio: 'inherit',
    timeout: 120_000,
  })
  check('mail goes by IMAP and SMTP', status === 0, status)
}

function isAt(line, when) {
  return line?.value === when && line.params.includes('Europe/Berlin')
}

function isFrom(mail, answer) {
  return ({ value, params }) =>
    value.toLowerCase() === `mailto:${mail}` && params.includes(`PARTSTAT=${answer}`)
}

function between(start, end) {
  const range = `<C:time-range start="${start}" end="${end}"/>`
  const events = `<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">${range}</C:comp-filter></C:comp-filter>`
  return (
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">' +
    `<D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>${events}</C:filter></C:calendar-query>`
  )
}

function question(organizer, attendees, day) {
  return [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//exwex//interop//EN',
      'METHOD:REQUEST',
      'BEGIN:VFREEBUSY',
    ],
    ...['UID:dav-free', 'DTSTAMP:20310101T000000Z', `DTSTART:${day}T000000Z`, `DTEND:${day}T230000Z`],
    ...[`ORGANIZER:mailto:${organizer}`, ...attendees.map((mail) => `ATTENDEE:mailto:${mail}`)],
    ...['END:VFREEBUSY', 'END:VCALENDAR', ''],
  ].join('\r\n')
}
