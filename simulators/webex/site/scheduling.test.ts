import { expect, it } from 'vitest'
import { put } from '../../core/index.js'
import { createZones } from '../../core/zones/zones.js'
import { sites } from '../records/sites.js'
import { askSite, byToken, outcomeOf, textOf, textsOf } from '../testing/site-client.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'
import { formatSiteTime } from './site-time.js'

interface Plan {
  readonly name: string
  readonly start: string
  readonly more?: string
  readonly schedule?: string
}

const create = (lab: WebexLab, alias: string, { name, start, more = '', schedule = '' }: Plan) =>
  askSite(lab, {
    operation: 'meeting.CreateMeeting',
    context: byToken(lab, alias),
    body: `<metaData><confName>${name}</confName></metaData><schedule><startDate>${start}</startDate><duration>30</duration>${schedule}</schedule>${more}`,
  })

const usual = { name: 'Review', start: '03/04/2030 10:00:00' }

it('lists what somebody hosts or is invited to, within dates in a zone, in order', async () => {
  await using lab = await startWebexLab()
  const bob =
    '<participants><attendees><attendee><person><email>bob@ent-pa.example</email></person></attendee></attendees></participants>'
  await create(lab, 'alice', { name: 'B', start: '03/04/2030 10:00:00', more: bob })
  await create(lab, 'alice', { name: 'A', start: '03/05/2030 10:00:00' })
  await create(lab, 'bob', { name: 'C', start: '03/06/2030 10:00:00' })
  const list = (body: string, alias?: string) =>
    askSite(lab, {
      operation: 'meeting.LstsummaryMeeting',
      body,
      ...(alias === undefined ? {} : { context: byToken(lab, alias) }),
    })
  const names = (answer: Awaited<ReturnType<typeof list>>) => textsOf(answer, 'meet:confName')

  const own = await list('', 'alice')
  const invited = await list('', 'bob')
  const nothing = await list('', 'carol')
  const all = await list('<order><orderBy>CONFNAME</orderBy><orderAD>DESC</orderAD></order>')
  const ofHost = await list('<hostWebExID>alice@ent-pa.example</hostWebExID>')
  const dated = await list(
    '<dateScope><startDateStart>03/05/2030 02:30:00</startDateStart><startDateEnd>03/06/2030 03:00:00</startDateEnd><timeZoneID>4</timeZoneID></dateScope>',
  )
  const stranger = await list('<hostWebExID>alice@ent-pa.example</hostWebExID>', 'carol')

  expect([names(own), names(invited)]).toEqual([
    ['B', 'A'],
    ['B', 'C'],
  ])
  expect(own.text).toMatch(
    /<meet:matchingRecords>.*<\/meet:matchingRecords><meet:meeting><meet:meetingKey>\d{9}</,
  )
  expect([outcomeOf(nothing), outcomeOf(stranger)]).toEqual(['000015', '000001'])
  expect([names(all), names(ofHost), names(dated)]).toEqual([['C', 'B', 'A'], ['B', 'A'], ['C']])
})

it.each([
  ['an unknown element', { ...usual, more: '<greetings>hi</greetings>' }, 'bodyContent'],
  ['an unknown child', { ...usual, schedule: '<colour>red</colour>' }, 'bodyContent/schedule'],
  ['a day that no month has', { ...usual, start: '02/30/2030 10:00:00' }, 'bodyContent/schedule/startDate'],
  ['another form of time', { ...usual, start: '2030-03-04T10:00:00Z' }, 'bodyContent/schedule/startDate'],
  ['no time', { ...usual, start: '' }, 'bodyContent/schedule/startDate'],
  ['no name', { ...usual, name: '' }, 'bodyContent/metaData/confName'],
  ['no such zone', { ...usual, schedule: '<timeZoneID>62</timeZoneID>' }, 'timeZoneID'],
  [
    'a zone that is no number',
    { ...usual, schedule: '<timeZoneID>CET</timeZoneID>' },
    'bodyContent/schedule/timeZoneID',
  ],
  [
    'no truth',
    { ...usual, more: '<enableOptions><chat>maybe</chat></enableOptions>' },
    'bodyContent/enableOptions/chat',
  ],
  [
    'no address',
    {
      ...usual,
      more: '<participants><attendees><attendee><person><name>x</name></person></attendee></attendees></participants>',
    },
    'bodyContent/participants/attendees/attendee/0/person/email',
  ],
])('refuses a meeting with %s, and names the element', async (_what, plan, element) => {
  await using lab = await startWebexLab()

  const answer = await create(lab, 'alice', plan)

  expect([answer.status, outcomeOf(answer), textOf(answer, 'serv:value')]).toEqual([200, '000013', element])
})

it('refuses a meeting without a password where the site asks for one', async () => {
  await using lab = await startWebexLab()
  const { world } = lab.core
  const site = world.get(sites, 'ent-pa.webex.com')
  if (site === undefined) throw new TypeError('There is no site.')
  const policy = { ...site.policy, requiresMeetingPassword: true }
  world.commit({ cause: 'test', reason: 'policy', writes: [put(sites, { ...site, policy })] })
  const password = (text: string) =>
    `<accessControl><meetingPassword>${text}</meetingPassword></accessControl>`

  const answers = [
    await create(lab, 'alice', usual),
    await create(lab, 'alice', { ...usual, more: password('') }),
    await create(lab, 'alice', { ...usual, more: password('abc') }),
    await create(lab, 'alice', { ...usual, more: password('abcd') }),
  ]

  expect(answers.map(outcomeOf)).toEqual(['060026', '060026', '000013', 'SUCCESS'])
})

it('takes the forms that clients send: schema types, empty elements, entities and ISO-8859-1', async () => {
  await using lab = await startWebexLab()
  const to = `POST ${lab.endpoints.origins.site}/WBXService/XMLService`
  const header = `<header><securityContext>${byToken(lab, 'alice')}</securityContext></header>`
  const xml = `<?xml version="1.0"?><message xmlns="http://www.webex.com/schemas/2002/06/service" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${header}<body><bodyContent xsi:type="meet:createMeeting" xmlns:meet="http://www.webex.com/schemas/2002/06/service/meeting"><meet:metaData><meet:confName>Caf&#233; &amp; co</meet:confName><meet:agenda></meet:agenda></meet:metaData><meet:participants><meet:maxUserNumber>0</meet:maxUserNumber><meet:attendees></meet:attendees></meet:participants><meet:schedule><meet:startDate>3/4/2030 9:05:00</meet:startDate><meet:openTime></meet:openTime><meet:duration>30</meet:duration></meet:schedule><meet:telephony/></bodyContent></body></message>`

  const created = await lab.call({ to, xml })
  const listed = await askSite(lab, {
    operation: 'meeting.LstsummaryMeeting',
    context: byToken(lab, 'alice'),
  })

  expect(outcomeOf(created)).toBe('SUCCESS')
  expect([textOf(listed, 'meet:confName'), textOf(listed, 'meet:startDate')]).toEqual([
    'Café &amp; co',
    '03/04/2030 09:05:00',
  ])
})

it('changes what SetMeeting names and leaves the rest, for the host alone', async () => {
  await using lab = await startWebexLab()
  const options =
    '<enableOptions><chat>FALSE</chat><autoRecord>TRUE</autoRecord></enableOptions><tracking><trackingCode1>4711</trackingCode1></tracking>'
  const key = textOf(await create(lab, 'alice', { ...usual, more: options }), 'meet:meetingkey') ?? ''
  const set = (alias: string) =>
    askSite(lab, {
      operation: 'meeting.SetMeeting',
      context: byToken(lab, alias),
      body: `<meetingkey>${key}</meetingkey><schedule><duration>45</duration></schedule>`,
    })

  const outcomes = [outcomeOf(await set('bob')), outcomeOf(await set('alice'))]
  const { text } = await askSite(lab, {
    operation: 'meeting.GetMeeting',
    body: `<meetingKey>${key}</meetingKey>`,
  })

  expect(outcomes).toEqual(['060001', 'SUCCESS'])
  expect(text).toContain('<meet:chat>false</meet:chat>')
  expect(text).toContain('<meet:autoRecord>true</meet:autoRecord>')
  expect(text).toContain('<com:trackingCode1>4711</com:trackingCode1>')
  expect(text).toContain('<meet:startDate>03/04/2030 10:00:00</meet:startDate>')
  expect(text).toContain('<meet:duration>45</meet:duration>')
})

it('says that a meeting goes on while it does', async () => {
  await using lab = await startWebexLab()
  const start = formatSiteTime(createZones().toWall('Europe/London', lab.core.clock.now()))
  const key = textOf(await create(lab, 'alice', { name: 'now', start }), 'meet:meetingkey') ?? ''
  const status = async () =>
    textOf(
      await askSite(lab, { operation: 'meeting.GetMeeting', body: `<meetingKey>${key}</meetingKey>` }),
      'meet:status',
    )

  const during = await status()
  await lab.advance(31 * 60_000)
  const after = await status()

  expect([during, after]).toEqual(['INPROGRESS', 'NOT_INPROGRESS'])
})

it('sends the host to a page that signs in and starts the meeting', async () => {
  await using lab = await startWebexLab()
  const key = textOf(await create(lab, 'alice', usual), 'meet:meetingkey') ?? ''
  const ask = (alias: string) =>
    askSite(lab, {
      operation: 'meeting.GethosturlMeeting',
      context: byToken(lab, alias),
      body: `<sessionKey>${key}</sessionKey>`,
    })

  const [host, other] = [await ask('alice'), await ask('bob')]

  const url = new URL(textOf(host, 'meet:hostMeetingURL')?.replaceAll('&amp;', '&') ?? '')
  expect([url.pathname, url.searchParams.get('WID')]).toEqual(['/ent-pa/p.php', 'alice@ent-pa.example'])
  expect(url.searchParams.get('MU')).toBe(`https://ent-pa.webex.com/ent-pa/m.php?AT=HM&MK=${key}`)
  expect(outcomeOf(other)).toBe('060001')
})
