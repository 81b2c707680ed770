import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { SITE_PASSWORD, startWebexLab, type WebexLab } from '../testing/webex-lab.js'

const REDIRECT = 'http://127.0.0.1:9/back'
const ALICE = { decision: 'accept', email: 'alice@ent-pa.example' }

const pathOf = (lab: WebexLab, changes: Readonly<Record<string, string>> = {}) => {
  const query = new URLSearchParams({
    client_id: lab.webex.client.id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'spark:people_read',
    state: 's1',
    ...changes,
  })
  return `/idb/oauth2/v1/authorize?${query.toString()}`
}

async function decide(
  lab: WebexLab,
  form: Readonly<Record<string, string>>,
  changes?: Readonly<Record<string, string>>,
) {
  const answer = await lab.call({ to: `POST ${pathOf(lab, changes)}`, form })
  const location = answer.headers.location
  return { answer, told: location === undefined ? null : new URL(location).searchParams }
}

const exchange = (
  lab: WebexLab,
  form: Readonly<Record<string, string>>,
  path = '/idb/oauth2/v1/access_token',
) =>
  lab.call({
    to: `POST ${path}`,
    form: {
      grant_type: 'authorization_code',
      client_id: lab.webex.client.id,
      client_secret: lab.webex.client.secret,
      redirect_uri: REDIRECT,
      ...form,
    },
  })

it('shows who asks for what, and sends the browser back with a code that gives a token once', async () => {
  await using lab = await startWebexLab()

  const page = await lab.call({ to: `GET ${pathOf(lab, { login_hint: 'a"b@x.example' })}` })
  const { answer, told } = await decide(lab, ALICE)
  const code = told?.get('code') ?? ''
  const first = await exchange(lab, { code })
  const second = await exchange(lab, { code })

  expect(page.text).toContain('<code>spark:people_read</code>')
  expect(page.text).toContain('value="a&quot;b@x.example"')
  expect([answer.status, told?.get('state')]).toEqual([302, 's1'])
  expect(first.json()).toMatchObject({ expires_in: 43_199, scope: 'spark:people_read' })
  expect(second.json()).toMatchObject({ error: 'invalid_grant' })
  const { access_token: token, refresh_token } = first.json<{ access_token: string; refresh_token: string }>()
  const me = await lab.call({ to: 'GET /v1/people/me', token })
  const rooms = await lab.call({ to: 'GET /v1/rooms', token })
  const refreshed = await exchange(lab, { grant_type: 'refresh_token', refresh_token })
  expect([me.status, rooms.status, refreshed.status]).toEqual([200, 403, 200])
})

it.each([
  ['access_denied', { decision: 'deny' }, {}],
  ['invalid_scope', ALICE, { scope: 'spark:everything' }],
  ['invalid_scope', ALICE, { scope: 'spark-admin:people_read' }],
  ['unsupported_response_type', ALICE, { response_type: 'token' }],
])('sends the browser back with %s', async (error, form, changes) => {
  await using lab = await startWebexLab()

  const { told } = await decide(lab, form, changes)

  expect([told?.get('error'), told?.get('code'), told?.get('state')]).toEqual([error, null, 's1'])
})

it.each([
  ['an unknown client', { client_id: 'x' }],
  ['an address that is not the client’s', { redirect_uri: 'https://thief.example/' }],
])('sends the browser nowhere for %s', async (_what, changes) => {
  await using lab = await startWebexLab()

  const { answer } = await decide(lab, ALICE, changes)

  expect([answer.status, answer.headers.location]).toEqual([400, undefined])
})

it('asks for the password of who has one, and lets administrators administer', async () => {
  await using lab = await startWebexLab()
  const form = { decision: 'accept', email: 'webex-admin@ent-pa.example' }
  const scope = { scope: 'spark-admin:people_read' }

  const wrong = await decide(lab, { ...form, password: 'wrong' }, scope)
  const right = await decide(lab, { ...form, password: SITE_PASSWORD }, scope)

  expect([wrong.answer.status, wrong.told]).toEqual([200, null])
  expect(wrong.answer.text).toContain('role="alert"')
  expect(right.told?.get('code')).toEqual(expect.any(String))
})

it('ties a code to its client’s proof, its address and ten minutes', async () => {
  await using lab = await startWebexLab()
  const verifier = 'v'.repeat(43)
  const challenge = {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const codes: string[] = []
  for (let time = 0; time < 4; time += 1) {
    codes.push((await decide(lab, ALICE, challenge)).told?.get('code') ?? '')
  }
  const [one = '', two = '', three = '', four = ''] = codes

  const proven = await exchange(lab, { code: one, code_verifier: verifier })
  const unproven = await exchange(lab, { code: two, code_verifier: 'w'.repeat(43) })
  const elsewhere = await exchange(lab, {
    code: three,
    code_verifier: verifier,
    redirect_uri: 'http://127.0.0.1/',
  })
  await lab.advance(600_000)
  const late = await exchange(lab, { code: four, code_verifier: verifier })

  expect([proven, unproven, elsewhere, late].map(({ status }) => status)).toEqual([200, 400, 400, 400])
})

it('tells by the public name what was refused in the form of the public API', async () => {
  await using lab = await startWebexLab()

  const answer = await exchange(lab, { code: 'x' }, '/v1/access_token')

  expect(answer.status).toBe(400)
  const { message, trackingId } = answer.json<{ message: string; trackingId: string }>()
  expect(message).toMatch(/^POST failed: HTTP\/1\.1 400 Bad Request \(url = https:\/\/idbroker\.webex\.com/)
  expect(message).toContain(trackingId)
})
