import { expect, it } from 'vitest'
import { askSite, byToken, outcomeOf, textOf } from '../testing/site-client.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

interface Meeting {
  readonly id: string
  readonly meetingNumber: string
  readonly title: string
  readonly password: string
  readonly start: string
  readonly end: string
  readonly [field: string]: unknown
}

const PLAN = {
  title: 'Review',
  start: '2030-03-04T10:00:00',
  end: '2030-03-04T10:45:00',
  timezone: 'Europe/Berlin',
}

const schedule = (lab: WebexLab, alias: string, json: object = {}) =>
  lab.call({ to: 'POST /v1/meetings', token: lab.tokenOf(alias), json: { ...PLAN, ...json } })

it('shows a meeting of the REST API in the XML API, and each change by either door at the other', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const created = (await schedule(lab, 'alice')).json<Meeting>()
  const context = byToken(lab, 'alice')
  const body = `<meetingKey>${created.meetingNumber}</meetingKey>`

  const seen = await askSite(lab, { operation: 'meeting.GetMeeting', context, body })
  const changed = await askSite(lab, {
    operation: 'meeting.SetMeeting',
    context,
    body: `<meetingkey>${created.meetingNumber}</meetingkey><metaData><confName>Moved</confName></metaData><schedule><startDate>03/05/2030 11:00:00</startDate></schedule>`,
  })
  const read = await lab.call({ to: `GET /v1/meetings/${created.id}`, token })
  await lab.call({ to: `DELETE /v1/meetings/${created.id}`, token })
  const gone = await askSite(lab, { operation: 'meeting.GetMeeting', context, body })

  expect([textOf(seen, 'meet:confName'), textOf(seen, 'meet:startDate')]).toEqual([
    'Review',
    '03/04/2030 10:00:00',
  ])
  expect([textOf(seen, 'meet:timeZoneID'), textOf(seen, 'meet:meetingPassword')]).toEqual([
    '25',
    created.password,
  ])
  expect(outcomeOf(changed)).toBe('SUCCESS')
  expect(read.json()).toMatchObject({
    title: 'Moved',
    start: '2030-03-05T10:00:00Z',
    end: '2030-03-05T10:45:00Z',
  })
  expect(outcomeOf(gone)).toBe('060001')
})

it('answers with the fields of the reference, in the zone that was asked for', async () => {
  await using lab = await startWebexLab()

  const created = (await schedule(lab, 'alice')).json<Meeting>()
  const read = await lab.call({
    to: `GET /v1/meetings/${created.id}`,
    token: lab.tokenOf('alice'),
    headers: { timezone: 'America/New_York' },
  })

  const { meetingNumber } = created
  expect(created).toMatchObject({
    meetingType: 'meetingSeries',
    state: 'active',
    timezone: 'Europe/Berlin',
    start: '2030-03-04T10:00:00+01:00',
    end: '2030-03-04T10:45:00+01:00',
    hostEmail: 'alice@ent-pa.example',
    siteUrl: 'ent-pa.webex.com',
    sipAddress: `${meetingNumber}@ent-pa.webex.com`,
    telephony: { accessCode: meetingNumber },
  })
  expect(created['webLink']).toMatch(/^https:\/\/ent-pa\.webex\.com\/ent-pa\/j\.php\?MTID=m[0-9a-f]{32}$/)
  expect(read.json()).toMatchObject({ timezone: 'America/New_York', start: '2030-03-04T04:00:00-05:00' })
})

it.each([
  ['in the past', { start: '2020-01-01T10:00:00', end: '2020-01-01T11:00:00' }],
  ['too short', { end: '2030-03-04T10:05:00' }],
  ['longer than a day', { end: '2030-03-05T10:01:00' }],
  ['no time', { start: 'tomorrow' }],
  ['no zone', { timezone: 'Mars/Olympus' }],
  ['no zone of the tz database', { timezone: 'W. Europe Standard Time' }],
  ['a password too short', { password: 'a' }],
  ['no rule', { recurrence: 'FREQ=SOMETIMES' }],
  ['an unknown field', { colour: 'red' }],
  ['a minute nobody can join at', { joinBeforeHostMinutes: 7 }],
])('refuses a meeting: %s', async (_what, json) => {
  await using lab = await startWebexLab()

  const { status } = await schedule(lab, 'alice', json)

  expect(status).toBe(400)
})

it('lets hosts schedule, not those without a host licence', async () => {
  await using lab = await startWebexLab()
  await askSite(lab, {
    operation: 'user.SetUser',
    body: '<webExId>dave@ent-pa.example</webExId><privilege><host>false</host></privilege>',
  })

  const statuses = await Promise.all([schedule(lab, 'alice'), schedule(lab, 'dave')])

  expect(statuses.map(({ status }) => status)).toEqual([200, 403])
})

it('shows a meeting to its host, its guests and administrators, and hides it from others', async () => {
  await using lab = await startWebexLab()
  const invitees = [{ email: 'bob@ent-pa.example', displayName: 'Bob', coHost: true }]
  const { id } = (await schedule(lab, 'alice', { invitees })).json<Meeting>()
  const get = (token: string) => lab.call({ to: `GET /v1/meetings/${id}`, token })

  const [alice, bob, carol, administrator] = await Promise.all([
    get(lab.tokenOf('alice')),
    get(lab.tokenOf('bob')),
    get(lab.tokenOf('carol')),
    get(lab.webex.adminToken),
  ])
  const guests = await lab.call({
    to: `GET /v1/meetingInvitees?meetingId=${id}`,
    token: lab.tokenOf('bob'),
  })
  const cancelled = await lab.call({ to: `DELETE /v1/meetings/${id}`, token: lab.tokenOf('bob') })

  expect([alice?.status, bob?.status, carol?.status, administrator?.status]).toEqual([200, 200, 404, 200])
  expect(alice?.json()).toHaveProperty('hostKey')
  expect(bob?.json()).not.toHaveProperty('hostKey')
  expect(guests.json()).toMatchObject({ items: [{ email: 'bob@ent-pa.example', coHost: true }] })
  expect(cancelled.status).toBe(403)
})

it('lists what somebody hosts or is invited to, by time and page', async () => {
  await using lab = await startWebexLab()
  const at = (day: string) => ({ start: `2030-03-${day}T10:00:00`, end: `2030-03-${day}T11:00:00` })
  await schedule(lab, 'alice', { title: 'third', ...at('06') })
  await schedule(lab, 'alice', { title: 'first', ...at('04') })
  await schedule(lab, 'bob', { title: 'second', ...at('05'), invitees: [{ email: 'alice@ent-pa.example' }] })
  const list = (query: string, token = lab.tokenOf('alice')) =>
    lab.call({ to: `GET /v1/meetings${query}`, token })
  const titles = (answer: Awaited<ReturnType<typeof list>>) =>
    answer.json<{ items: Meeting[] }>().items.map(({ title }) => title)

  const all = await list('')
  const page = await list('?max=2')
  const next = /^<(.*)>; rel="next"$/.exec(String(page.headers['link']))?.[1] ?? ''
  const rest = await lab.call({ to: `GET ${next}`, token: lab.tokenOf('alice') })
  const between = await list('?from=2030-03-05T00:00:00Z&to=2030-03-06T00:00:00Z')
  const byAdministrator = await list('?hostEmail=bob@ent-pa.example', lab.webex.adminToken)
  const byStranger = await list('?hostEmail=bob@ent-pa.example')

  expect(titles(all)).toEqual(['first', 'second', 'third'])
  expect([titles(page), titles(rest)]).toEqual([['first', 'second'], ['third']])
  expect(titles(between)).toEqual(['second'])
  expect(titles(byAdministrator)).toEqual(['second'])
  expect(byStranger.status).toBe(403)
})

it('keeps a recurrence whichever API wrote it', async () => {
  await using lab = await startWebexLab()
  const recurrence = 'FREQ=WEEKLY;INTERVAL=2;COUNT=5;BYDAY=MO,WE'
  const created = (await schedule(lab, 'alice', { recurrence })).json<Meeting>()
  const context = byToken(lab, 'alice')
  const key = `<meetingkey>${created.meetingNumber}</meetingkey>`

  const { text } = await askSite(lab, {
    operation: 'meeting.GetMeeting',
    context,
    body: `<meetingKey>${created.meetingNumber}</meetingKey>`,
  })
  await askSite(lab, {
    operation: 'meeting.SetMeeting',
    context,
    body: `${key}<repeat><repeatType>DAILY</repeatType><expirationDate>04/01/2030 12:00:00</expirationDate></repeat>`,
  })
  const read = await lab.call({ to: `GET /v1/meetings/${created.id}`, token: lab.tokenOf('alice') })

  expect(created['recurrence']).toBe(recurrence)
  expect(text).toContain(
    '<meet:repeat><meet:repeatType>WEEKLY</meet:repeatType><meet:interval>2</meet:interval>' +
      '<meet:afterMeetingNumber>5</meet:afterMeetingNumber><meet:dayInWeek><meet:day>MONDAY</meet:day>' +
      '<meet:day>WEDNESDAY</meet:day></meet:dayInWeek></meet:repeat>',
  )
  expect(read.json()['recurrence']).toBe('FREQ=DAILY;INTERVAL=1;UNTIL=20300401T100000Z')
})

it('gives links that open a meeting, the one to start it to its host alone', async () => {
  await using lab = await startWebexLab()
  const { meetingNumber } = (await schedule(lab, 'alice')).json<Meeting>()
  const join = (alias: string, json: object = {}) =>
    lab.call({
      to: 'POST /v1/meetings/join',
      token: lab.tokenOf(alias),
      json: { meetingNumber, ...json },
    })

  const [host, guest, wrong] = await Promise.all([
    join('alice'),
    join('carol'),
    join('carol', { password: 'x' }),
  ])

  expect(Object.keys(host?.json() ?? {})).toEqual(['startLink', 'joinLink', 'expiration'])
  expect(Object.keys(guest?.json() ?? {})).toEqual(['joinLink', 'expiration'])
  expect(wrong?.status).toBe(400)
})
