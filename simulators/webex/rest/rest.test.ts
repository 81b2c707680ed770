import { expect, it } from 'vitest'
import { askAndEnd } from '../../network/testing/ask-and-end.js'
import { hydraId } from '../hydra-id.js'
import { startWebexLab } from '../testing/webex-lab.js'

it('refuses without a token in the documented error body, and echoes the tracking id', async () => {
  await using lab = await startWebexLab()

  const answer = await lab.call({ to: 'GET /v1/people/me', headers: { trackingid: 'SDK_1' } })

  expect(answer.status).toBe(401)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json;charset=UTF-8',
    trackingid: 'SDK_1',
  })
  const message = 'The request requires a valid access token set in the Authorization request header.'
  expect(answer.json()).toEqual({ message, errors: [{ description: message }], trackingId: 'SDK_1' })
})

it('answers a client that has ended its side', async () => {
  await using lab = await startWebexLab()

  const answer = await askAndEnd(`${lab.endpoints.origins.cloud}/v1/openapi.json`, { ca: lab.caPem })

  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
})

it('answers an unknown path with the JSON 404, never with HTML', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')

  const answers = await Promise.all(
    ['/v1/nothing', '/calendar/api/v1/nothing', '/', '/connector/v1/nothing'].map((path) =>
      lab.call({ to: `GET ${path}`, token }),
    ),
  )

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect(answers.map((answer) => answer.json()['message'])).toEqual(
    answers.map(() => 'The requested resource could not be found.'),
  )
})

it('refuses unknown fields, wrong media types and broken JSON', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const to = 'POST /v1/rooms'

  const unknown = await lab.call({ to, token, json: { title: 't', colour: 'red' } })
  const xml = await lab.call({ to, token, xml: '<room/>' })
  const broken = await lab.call({
    to,
    token,
    xml: '{"title":"canary',
    headers: { 'content-type': 'application/json' },
  })

  expect([unknown.status, xml.status, broken.status]).toEqual([400, 415, 400])
  expect(broken.text).not.toContain('canary')
})

it('keeps a token to its scopes, and administration to administrators', async () => {
  await using lab = await startWebexLab()
  const form = {
    grant_type: 'urn:cisco:oauth:grant-type:scope-reduction',
    token: lab.tokenOf('alice'),
    scope: 'spark:kms',
  }
  const reduced = await lab.call({ to: 'POST /idb/oauth2/v1/access_token', form })
  const token = reduced.json<{ access_token: string }>().access_token

  const statuses = await Promise.all([
    lab.call({ to: 'GET /v1/people/me', token }),
    lab.call({ to: 'GET /encryption/api/v1/kms/me', token }),
    lab.call({ to: 'GET /v1/hybrid/clusters', token: lab.tokenOf('alice') }),
    lab.call({ to: 'GET /v1/hybrid/clusters', token: lab.webex.adminToken }),
  ])

  expect(statuses.map(({ status }) => status)).toEqual([403, 200, 403, 200])
})

it('links from page to page', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  for (const title of ['a', 'b', 'c']) await lab.call({ to: 'POST /v1/rooms', token, json: { title } })

  const titles: string[] = []
  let next: string | undefined = `${lab.endpoints.origins.cloud}/v1/rooms?max=2&sortBy=created`
  while (next !== undefined) {
    const page = await lab.call({ to: `GET ${next}`, token })
    titles.push(...page.json<{ items: { title: string }[] }>().items.map(({ title }) => title))
    next = /^<(.*)>; rel="next"$/.exec(String(page.headers['link']))?.[1]
  }

  expect(titles.sort()).toEqual(['a', 'b', 'c'])
})

it('answers a second membership of the same person with 409, and hides rooms from strangers', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const room = (await lab.call({ to: 'POST /v1/rooms', token, json: { title: 't' } })).json<{ id: string }>()
  const json = { roomId: room.id, personEmail: 'bob@ent-pa.example' }

  const stranger = await lab.call({ to: `GET /v1/rooms/${room.id}`, token: lab.tokenOf('bob') })
  const first = await lab.call({ to: 'POST /v1/memberships', token, json })
  const second = await lab.call({ to: 'POST /v1/memberships', token, json })
  const member = await lab.call({ to: `GET /v1/rooms/${room.id}`, token: lab.tokenOf('bob') })

  expect([stranger.status, first.status, second.status, member.status]).toEqual([404, 200, 409, 200])
})

it('looks people up one by one and many at once', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const bob = hydraId('PEOPLE', lab.idOf('bob'))
  const unknown = hydraId('PEOPLE', '11111111-1111-4111-8111-111111111111')

  const byMail = await lab.call({ to: 'GET /v1/people?email=BOB@ent-pa.example', token })
  const nobody = await lab.call({ to: 'GET /v1/people?email=erin@ent-pa.example', token })
  const batch = await lab.call({ to: `GET /v1/people/?id=${bob},${unknown}&showAllTypes=false`, token })

  expect(byMail.json()).toMatchObject({
    items: [{ id: bob, emails: ['bob@ent-pa.example'], type: 'person' }],
  })
  expect(nobody.json()).toEqual({ items: [] })
  expect(batch.json()).toMatchObject({ items: [{ id: bob }], notFoundIds: [unknown] })
})

it('carries out faults: rate limits with Retry-After, statuses, resets and cut answers', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const match = { protocol: 'cloud-rest', operation: 'GET /v1/people/me' }
  const me = () => lab.call({ to: 'GET /v1/people/me', token })
  const once = { times: 1 }

  lab.core.faults.add({ match, act: { kind: 'error', code: '429', details: { retryAfter: 2 } }, limit: once })
  const limited = await me()
  lab.core.faults.add({ match, act: { kind: 'status', status: 503 }, limit: once })
  const unavailable = await me()
  lab.core.faults.add({ match, act: { kind: 'reset' }, limit: once })
  const reset = await me().catch((error: NodeJS.ErrnoException) => error.code)
  lab.core.faults.add({
    match: { protocol: 'cloud-rest' },
    stage: 'bytes',
    act: { kind: 'truncate', afterBytes: 10 },
    limit: once,
  })
  const cut = await me().catch((error: NodeJS.ErrnoException) => error.code)

  expect([limited.status, limited.headers['retry-after'], unavailable.status]).toEqual([429, '2', 503])
  expect([reset, cut]).toEqual(['ECONNRESET', 'ECONNRESET'])
  expect((await me()).status).toBe(200)
})

it('limits how often an account may call, and says when it may again', async () => {
  await using lab = await startWebexLab({ rateLimit: { burst: 2, perSecond: 0.5 } })
  const me = (alias: string) => lab.call({ to: 'GET /v1/people/me', token: lab.tokenOf(alias) })

  const alices = [await me('alice'), await me('alice'), await me('alice')]
  const bob = await me('bob')
  await lab.advance(2000)
  const later = [await me('alice'), await me('alice')]

  expect(alices.map(({ status }) => status)).toEqual([200, 200, 429])
  expect(alices[2]?.headers['retry-after']).toBe('2')
  expect(alices[2]?.json()).toHaveProperty('trackingId')
  expect([bob, ...later].map(({ status }) => status)).toEqual([200, 200, 429])
})

it('names the methods of a path that has others', async () => {
  await using lab = await startWebexLab()

  const answer = await lab.call({ to: 'PATCH /v1/rooms', token: lab.tokenOf('alice'), json: {} })

  expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST, GET'])
})
