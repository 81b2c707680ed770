import tls from 'node:tls'
import { expect, it } from 'vitest'
import { SITE_PASSWORD, startWebexLab, type WebexLab } from '../testing/webex-lab.js'

interface Asked {
  readonly operation: string
  readonly context?: string
  readonly body?: string
}

const password = `<webExID>webex-admin@ent-pa.example</webExID><password>${SITE_PASSWORD}</password>`

function ask(
  lab: WebexLab,
  { operation, context = `<siteName>ent-pa</siteName>${password}`, body = '' }: Asked,
) {
  return lab.call({
    to: `POST ${lab.endpoints.origins.site}/WBXService/XMLService`,
    xml: `<?xml version="1.0" encoding="ISO-8859-1"?>
<serv:message xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><header><securityContext>${context}</securityContext></header>
<body><bodyContent xsi:type="java:com.webex.service.binding.${operation}">${body}</bodyContent></body></serv:message>`,
  })
}

const getAlice = { operation: 'user.GetUser', body: '<webExId>Alice@ent-pa.example</webExId>' }
const between = (text: string, element: string) =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1]

it('answers GetUser with the personal room and the numbers to call [HC-091]', async () => {
  await using lab = await startWebexLab()

  const { status, headers, text } = await ask(lab, getAlice)

  expect([status, headers['content-type']]).toEqual([200, 'text/xml;charset=UTF-8'])
  expect(between(text, 'serv:result')).toBe('SUCCESS')
  expect(text).toContain('xsi:type="use:getUserResponse"')
  expect(between(text, 'use:personalMeetingRoomURL')).toBe('https://ent-pa.webex.com/meet/alice')
  expect(between(text, 'use:sipURL')).toBe('alice@ent-pa.webex.com')
  expect(between(text, 'com:tollCallInNumber')).toMatch(/^\+1-/)
  const order = [
    'use:firstName',
    'use:webExId',
    'use:email',
    'use:active',
    'use:myWebEx',
    'use:personalTeleconf',
  ]
  const places = [...order, 'use:sipURL', 'use:languageID'].map((name) => text.indexOf(`<${name}>`))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(0)
})

it('has no room block for an account without a personal room [HC-095]', async () => {
  await using lab = await startWebexLab()

  const { text } = await ask(lab, { ...getAlice, body: '<webExId>dave@ent-pa.example</webExId>' })

  expect(text).toContain('<use:personalMeetingRoom>false</use:personalMeetingRoom>')
  expect(text).not.toContain('personalMeetingRoomURL')
})

it.each([
  [
    '030002',
    {
      ...getAlice,
      context: '<siteName>ent-pa</siteName><webExID>alice@ent-pa.example</webExID><password>x</password>',
    },
  ],
  ['030001', { ...getAlice, body: '<webExId>erin@ent-pa.example</webExId>' }],
  ['010001', { ...getAlice, context: `<siteName>other</siteName>${password}` }],
  [
    '030047',
    {
      ...getAlice,
      context:
        '<siteName>ent-pa</siteName><webExID>webex-admin@ent-pa.example</webExID><sessionTicket>x</sessionTicket>',
    },
  ],
  ['030002', { ...getAlice, context: `<siteName>ent-pa-emea</siteName>${password}` }],
  ['000013', { operation: 'user.Nonsense' }],
])('refuses with exception %s and HTTP 200', async (id, asked) => {
  await using lab = await startWebexLab()

  const { status, text } = await ask(lab, asked)

  expect([status, between(text, 'serv:result'), between(text, 'serv:exceptionID')]).toEqual([
    200,
    'FAILURE',
    id,
  ])
  expect(text).toContain('<serv:bodyContent/>')
})

it('refuses what is no XML, and external entities', async () => {
  await using lab = await startWebexLab()
  const to = `POST ${lab.endpoints.origins.site}/WBXService/XMLService`

  const broken = await lab.call({ to, xml: '<serv:message' })
  const entities = await lab.call({ to, xml: '<!DOCTYPE a [<!ENTITY x "y">]><message/>' })

  expect([broken, entities].map(({ text }) => between(text, 'serv:exceptionID'))).toEqual([
    '000013',
    '000013',
  ])
})

it('takes a session ticket in place of the password until it expires', async () => {
  await using lab = await startWebexLab()
  const opened = await ask(lab, { operation: 'user.AuthenticateUser' })
  const ticket = between(opened.text, 'use:sessionTicket') ?? ''
  const context = `<siteName>ent-pa</siteName><webExID>webex-admin@ent-pa.example</webExID><sessionTicket>${ticket}</sessionTicket>`

  const fresh = await ask(lab, { ...getAlice, context })
  await lab.advance(5_400_000)
  const stale = await ask(lab, { ...getAlice, context })

  expect(between(opened.text, 'use:timeToLive')).toBe('5400')
  expect(between(fresh.text, 'serv:result')).toBe('SUCCESS')
  expect(between(stale.text, 'serv:exceptionID')).toBe('030047')
})

it('takes an access token of the cloud for a ticket, and shows others only the public card', async () => {
  await using lab = await startWebexLab()
  const alice = '<siteName>ent-pa</siteName><webExID>alice@ent-pa.example</webExID>'
  const body = `<accessToken>${lab.tokenOf('alice')}</accessToken>`
  const opened = await ask(lab, { operation: 'user.AuthenticateUser', context: alice, body })
  const context = `${alice}<sessionTicket>${between(opened.text, 'use:sessionTicket')}</sessionTicket>`

  const own = await ask(lab, { ...getAlice, context })
  const bob = await ask(lab, {
    operation: 'user.GetUser',
    context,
    body: '<webExId>bob@ent-pa.example</webExId>',
  })
  const card = await ask(lab, {
    operation: 'user.GetUserCard',
    context: '<siteName>ent-pa</siteName>',
    body: '<email>bob@ent-pa.example</email>',
  })

  expect(between(own.text, 'use:hostPIN')).toMatch(/^\d{4}$/)
  expect(between(bob.text, 'serv:exceptionID')).toBe('000001')
  expect(between(card.text, 'use:personalMeetingRoomURL')).toBe('https://ent-pa.webex.com/meet/bob')
  expect(card.text).not.toContain('hostPIN')
})

it('journals operation, caller and target, and no password or ticket', async () => {
  await using lab = await startWebexLab()
  const ticket = between((await ask(lab, { operation: 'user.AuthenticateUser' })).text, 'use:sessionTicket')
  await ask(lab, getAlice)

  const entries = [...lab.core.journal.entries(0, ({ protocol }) => protocol === 'site-xml')]

  expect(entries.at(-1)).toMatchObject({
    operation: 'GetUser',
    principal: 'webex-admin@ent-pa.example',
    target: 'Alice@ent-pa.example',
    outcome: 'SUCCESS',
  })
  expect(JSON.stringify(entries)).not.toContain(SITE_PASSWORD)
  expect(JSON.stringify(entries)).not.toContain(ticket)
})

it('takes a client that goes away within its request for no defect of its own', async () => {
  await using lab = await startWebexLab()
  const { hostname, port } = new URL(lab.endpoints.origins.site)
  const client = tls.connect({ host: hostname, port: Number(port), ca: lab.caPem })
  const aborted = lab.core.journal.waitFor(({ outcome }) => outcome === 'aborted')

  client.write(
    'POST /WBXService/XMLService HTTP/1.1\r\nHost: site\r\nContent-Length: 1000\r\n\r\n<half>',
    () => client.destroy(),
  )

  expect(await aborted).toMatchObject({ protocol: 'site-xml' })
  expect(lab.defects).toEqual([])
})

it('carries out a fault of the lab by its exception id', async () => {
  await using lab = await startWebexLab()
  lab.core.faults.add({
    match: { protocol: 'site-xml', operation: 'GetUser' },
    act: { kind: 'error', code: '000035' },
  })

  const { text } = await ask(lab, getAlice)

  expect(between(text, 'serv:reason')).toBe('ASService not responding')
})
