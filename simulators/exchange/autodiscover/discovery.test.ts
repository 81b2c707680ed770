import { expect, it, vi } from 'vitest'
import { startExchangeLab } from '../testing/exchange-lab.js'
import { rawPost } from '../testing/raw-post.js'
import {
  askPox,
  askSoap,
  credentials,
  headerOf,
  POX_PATH,
  poxRequest,
  SOAP_PATH,
  soapRequest,
  textOf,
  usersRequest,
} from './testing/ask.js'

const ALICE = 'alice@ent-pa.example'
const BOB = 'bob@ent-pa.example'
const match = { protocol: 'autodiscover' }

it.each([POX_PATH, SOAP_PATH])(
  'redirects plain HTTP of the autodiscover host to HTTPS, asking nobody: %s',
  async (path) => {
    await using lab = await startExchangeLab()

    const answer = await rawPost({
      port: lab.port,
      host: 'autodiscover.ENT-PA.example:80',
      method: 'GET',
      path,
    })

    expect(answer.status).toBe(302)
    expect(headerOf(answer, 'Location')).toBe(`${lab.endpoints.origins.exchange}${path}`)
    expect(
      [...lab.core.journal.entries(0, ({ protocol }) => protocol === 'autodiscover')].at(-1),
    ).toMatchObject({
      operation: 'Redirect',
      target: 'autodiscover.ent-pa.example',
      outcome: '302',
    })
  },
)

it('answers plain HTTP of other hosts, and does not redirect them', async () => {
  await using lab = await startExchangeLab()

  const answer = await rawPost({ port: lab.port, host: 'ent-pa.example', method: 'GET', path: POX_PATH })

  expect(answer.status).toBe(401)
})

it("sends the host of a tenant's Autodiscover on to the one that all tenants share", async () => {
  await using lab = await startExchangeLab()
  const { port } = new URL(lab.endpoints.origins.exchange)

  const answer = await rawPost({
    port: lab.port,
    host: 'autodiscover.ent-pa.mail.onmicrosoft.com',
    method: 'POST',
    path: POX_PATH,
    body: poxRequest('carol@ent-pa.mail.onmicrosoft.com'),
  })

  expect(answer.status).toBe(302)
  expect(headerOf(answer, 'Location')).toBe(`https://autodiscover-s.outlook.com:${port}${POX_PATH}`)
})

it('does not answer on premises in the place of Exchange Online', async () => {
  await using lab = await startExchangeLab()

  const answer = await rawPost({ port: lab.port, host: 'autodiscover-s.outlook.com', path: POX_PATH })

  expect(answer.status).toBe(404)
})

it.each([
  ['the root of the domain', { target: 'ent-pa.example' }, 'ent-pa.example'],
  ['the autodiscover host', { target: 'autodiscover.ent-pa.example' }, 'autodiscover.ent-pa.example'],
  ['the redirect', { operation: 'Redirect' }, 'autodiscover.ent-pa.example'],
])('lets a fault rule fail one step of discovery alone: %s [HC-039]', async (_step, which, host) => {
  await using lab = await startExchangeLab()
  lab.core.faults.add({
    match: { ...match, ...which },
    stage: 'connection',
    act: { kind: 'status', status: 503 },
  })
  const statusOf = async (name: string) =>
    (await rawPost({ port: lab.port, host: name, method: 'GET', path: POX_PATH })).status

  expect(await statusOf(host)).toBe(503)
  expect(await statusOf('ex01.ent-pa.example')).toBe(401)
})

it('carries out the faults of the lab on POX', async () => {
  await using lab = await startExchangeLab()
  const once = { limit: { times: 1 } }
  const target = BOB
  const acts = [
    { kind: 'error', code: '603' },
    { kind: 'error', code: 'unheard of' },
    { kind: 'error', code: 'redirectAddr', details: { target } },
    {
      kind: 'error',
      code: 'redirectUrl',
      details: { target: 'https://other.example/autodiscover/autodiscover.xml' },
    },
    { kind: 'error', code: 'malformed' },
    { kind: 'error', code: 'wrongSchema' },
  ] as const
  for (const act of acts) lab.core.faults.add({ match: { ...match, target: ALICE }, act, ...once })

  const answers: string[] = []
  for (const _ of acts) answers.push(await askPox(lab, poxRequest(ALICE)))

  expect(answers[0]).toContain('<ErrorCode>603</ErrorCode>')
  expect(answers[1]).toContain('<ErrorCode>603</ErrorCode>')
  expect(answers[2]).toContain(`<Action>redirectAddr</Action><RedirectAddr>${BOB}</RedirectAddr>`)
  expect(answers[3]).toContain('<Action>redirectUrl</Action><RedirectUrl>https://other.example/')
  expect(answers[4]).toBe('<Autodiscover><Response>')
  expect(answers[5]).toMatch(/mobilesync\/responseschema\/2006.*<Action>settings</)
  expect(await askPox(lab, poxRequest(ALICE))).toContain('<Action>settings</Action>')
})

it('redirects where a fault rule says, before it knows who asks', async () => {
  await using lab = await startExchangeLab()
  const location = 'https://untrusted.example/autodiscover/autodiscover.xml'
  lab.core.faults.add({
    match,
    stage: 'connection',
    act: { kind: 'error', code: 'redirect', details: { location } },
  })

  const answer = await rawPost({ port: lab.port, path: POX_PATH, body: poxRequest(ALICE) })

  expect(answer.status).toBe(302)
  expect(headerOf(answer, 'Location')).toBe(location)
  expect(headerOf(answer, 'X-SOAP-Enabled')).toBe('True')
})

it.each([
  ['ServerBusy', {}, /<Response [^>]*><ErrorCode>ServerBusy</],
  ['InternalServerError', {}, /<Response [^>]*><ErrorCode>InternalServerError</],
  [
    'ServerBusy',
    { level: 'user' },
    /<UserResponse><ErrorCode>ServerBusy<.*<UserResponse><ErrorCode>ServerBusy</,
  ],
  [
    'InternalServerError',
    { level: 'user', user: BOB },
    /<UserResponse><ErrorCode>NoError<.*<UserResponse><ErrorCode>InternalServerError</,
  ],
  [
    'RedirectUrl',
    { target: 'https://x.example/' },
    /<ErrorCode>RedirectUrl<.*>Redirection url\.<.*<RedirectTarget>https:\/\/x\.example\/</,
  ],
  ['RedirectAddress', { target: BOB }, /<ErrorCode>RedirectAddress<.*<RedirectTarget>bob@ent-pa\.example</],
  [
    'SettingIsNotAvailable',
    { setting: 'UserDN' },
    /<UserSettingError><ErrorCode>SettingIsNotAvailable<.*<SettingName>UserDN<.*<Name>UserDisplayName</,
  ],
  [
    'InternalServerError',
    { level: 'setting' },
    /<UserSettingError><ErrorCode>InternalServerError<.*<UserSettings\/>/,
  ],
  ['unheard of', {}, /<faultcode xmlns:f="[^"]*">f:InternalServiceFault</],
])('carries out %s on SOAP with %j', async (code, details, expected) => {
  await using lab = await startExchangeLab()
  lab.core.faults.add({
    match: { ...match, operation: 'GetUserSettings', target: ALICE },
    act: { kind: 'error', code, details },
  })

  const document = await askSoap(lab, { request: usersRequest([ALICE, BOB], ['UserDN', 'UserDisplayName']) })

  expect(document).toMatch(expected)
})

it('lets faults cut, reset and silence an answer', async () => {
  await using lab = await startExchangeLab()
  const gone = new AbortController()
  const post = () =>
    fetch(`${lab.endpoints.origins.exchangeHttp}${SOAP_PATH}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml', Authorization: `Basic ${btoa(credentials)}` },
      body: soapRequest({ request: usersRequest([ALICE], ['UserDN']) }),
      signal: gone.signal,
    }).then((answer) => answer.text())
  const once = { limit: { times: 1 } }

  lab.core.faults.add({ match, act: { kind: 'truncate', afterBytes: 10 }, stage: 'bytes', ...once })
  await expect(post()).rejects.toBeDefined()
  lab.core.faults.add({ match, act: { kind: 'reset' }, ...once })
  await expect(post()).rejects.toBeDefined()
  lab.core.faults.add({ match, act: { kind: 'silence' }, ...once })
  const silent = expect(post()).rejects.toBeDefined()
  await vi.waitFor(() => expect(lab.core.faults.held('main')).toBe(1))
  gone.abort()
  await silent

  await lab.core.journal.waitFor(({ outcome }) => outcome === 'silence')
  const outcomes = [...lab.core.journal.entries()].map(({ outcome }) => outcome)
  expect(outcomes).toEqual(['truncated', 'reset', 'silence'])
})

it('lets a fault rule refuse JSON in its own form', async () => {
  await using lab = await startExchangeLab()
  lab.core.faults.add({
    match: { ...match, operation: 'JSON' },
    act: { kind: 'error', code: 'UserNotFound' },
  })

  const path = `/autodiscover/autodiscover.json?Email=${ALICE}&Protocol=Ews`
  const answer = await rawPost({ port: lab.port, method: 'GET', path })

  expect(answer.status).toBe(404)
  expect(await textOf(answer)).toContain('"ErrorCode":"UserNotFound"')
})
