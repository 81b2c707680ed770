import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { hydraId } from '../hydra-id.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

interface Told {
  readonly resource: string
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

interface Call {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Somebody's server, which answers as it is told to and keeps what it was called with. */
async function startListener() {
  const calls: Call[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  let status = 200
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      calls.push({ headers: request.headers, body })
      response.writeHead(status).end()
      for (const one of waiting) if (calls.length >= one.count) one.resolve()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    told: () => calls.map(({ body }) => JSON.parse(body) as Told),
    called: (count: number) =>
      new Promise<void>((resolve) => {
        if (calls.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    answer: (next: number) => void (status = next),
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const hook = (lab: WebexLab, token: string, json: object) =>
  lab.call({
    to: 'POST /v1/webhooks',
    token,
    json: { name: 'n', resource: 'messages', event: 'created', ...json },
  })

async function roomWith(lab: WebexLab, ...emails: readonly string[]): Promise<string> {
  const token = lab.tokenOf('alice')
  const room = await lab.call({ to: 'POST /v1/rooms', token, json: { title: 'secret title' } })
  const { id: roomId } = room.json<{ id: string }>()
  for (const personEmail of emails) {
    await lab.call({ to: 'POST /v1/memberships', token, json: { roomId, personEmail } })
  }
  return roomId
}

const say = (lab: WebexLab, alias: string, json: object) =>
  lab.call({ to: 'POST /v1/messages', token: lab.tokenOf(alias), json })

it('signs what it tells of a message, which is everything but what was said', async () => {
  await using lab = await startWebexLab()
  await using listener = await startListener()
  const made = await hook(lab, lab.tokenOf('alice'), { targetUrl: listener.url, secret: 'canary' })
  const roomId = await roomWith(lab, 'bob@ent-pa.example')

  const message = await say(lab, 'bob', { roomId, markdown: '**canary text**' })
  await listener.called(1)

  const [call] = listener.calls
  const [told] = listener.told()
  expect(call?.headers['x-spark-signature']).toBe(
    createHmac('sha1', 'canary')
      .update(call?.body ?? '')
      .digest('hex'),
  )
  expect(call?.body).not.toContain('canary')
  expect(told).toMatchObject({
    id: made.json()['id'],
    resource: 'messages',
    event: 'created',
    status: 'active',
    actorId: hydraId('PEOPLE', lab.idOf('bob')),
    data: { id: message.json()['id'], roomId, personEmail: 'bob@ent-pa.example' },
  })
})

it.each<[filter: string, expected: readonly string[]]>([
  ['', ['text', 'mention']],
  ['mentionedPeople=me', ['mention']],
  ['personEmail=BOB@ent-pa.example&roomType=group', ['text', 'mention']],
  ['personEmail=alice@ent-pa.example', []],
])('tells of messages that pass the filter "%s"', async (filter, expected) => {
  await using lab = await startWebexLab()
  await using listener = await startListener()
  const roomId = await roomWith(lab, 'bob@ent-pa.example')
  const token = lab.tokenOf('alice')
  await hook(lab, token, { targetUrl: listener.url, ...(filter === '' ? {} : { filter }) })
  await hook(lab, token, { targetUrl: listener.url, resource: 'rooms', event: 'updated' })

  const said = new Map<unknown, string>()
  for (const [name, markdown] of [
    ['text', 'hello'],
    ['mention', '<@personEmail:alice@ent-pa.example>'],
  ] as const) {
    said.set((await say(lab, 'bob', { roomId, markdown })).json()['id'], name)
  }
  await lab.call({ to: `PUT /v1/rooms/${roomId}`, token, json: { title: 'end' } })
  await listener.called(expected.length + 1)

  const messages = listener.told().filter(({ resource }) => resource === 'messages')
  expect(messages.map(({ data }) => said.get(data['id'])).sort()).toEqual([...expected].sort())
  expect(JSON.stringify(listener.told())).not.toContain('secret title')
})

it('tells nobody of spaces that they are not in', async () => {
  await using lab = await startWebexLab()
  await using listener = await startListener()
  await hook(lab, lab.tokenOf('carol'), { targetUrl: listener.url, resource: 'all', event: 'all' })

  await say(lab, 'alice', { roomId: await roomWith(lab, 'bob@ent-pa.example'), text: 't' })
  const own = await roomWith(lab, 'carol@ent-pa.example')
  await listener.called(1)

  const [first] = listener.told()
  expect(first).toMatchObject({ resource: 'memberships', event: 'created', data: { roomId: own } })
})

it.each([
  ['an unknown filter', { filter: 'colour=red' }, 400],
  ['an address that is none', { targetUrl: 'ftp://127.0.0.1/' }, 400],
  ['a resource of which nothing is told', { resource: 'calls' }, 400],
  ['a whole organization, asked by a person', { ownedBy: 'org' }, 403],
])('refuses a webhook for %s', async (_what, json, status) => {
  await using lab = await startWebexLab()

  const answer = await hook(lab, lab.tokenOf('alice'), { targetUrl: 'http://127.0.0.1:9/', ...json })

  expect(answer.status).toBe(status)
})

it('calls again what failed, and gives up after a hundred failures until it is made active again', async () => {
  await using lab = await startWebexLab()
  await using listener = await startListener()
  const token = lab.tokenOf('alice')
  const roomId = await roomWith(lab)
  const webhook = (await hook(lab, token, { targetUrl: listener.url })).json<{ id: string }>()
  const statusOf = async () =>
    (await lab.call({ to: `GET /v1/webhooks/${webhook.id}`, token })).json()['status']
  listener.answer(503)
  /** Until so many calls have failed, and the cloud has seen to what follows. */
  const failed = async (count: number) => {
    const failures = () => [...lab.core.journal.entries()].filter(({ outcome }) => outcome === '503').length
    await lab.core.journal.waitFor(() => failures() >= count)
    return statusOf()
  }

  for (let time = 0; time < 34; time += 1) await say(lab, 'alice', { roomId, text: String(time) })
  await failed(34)
  await lab.advance(5_000)
  const before = await failed(68)
  await lab.advance(30_000)
  const after = await failed(100)
  const put = { name: 'n', targetUrl: listener.url, status: 'active' }
  const again = await lab.call({ to: `PUT /v1/webhooks/${webhook.id}`, token, json: put })

  expect([before, after, again.json()['status']]).toEqual(['active', 'inactive', 'active'])
})

it('leaves servers that are not of this machine alone', async () => {
  await using lab = await startWebexLab()
  await hook(lab, lab.tokenOf('alice'), { targetUrl: 'https://hooks.example/a' })

  await say(lab, 'alice', { roomId: await roomWith(lab), text: 't' })

  await lab.core.journal.waitFor(
    ({ protocol, outcome }) => protocol === 'webhook' && outcome === 'not called',
  )
})

it('lets administrators read what happened, the newest first', async () => {
  await using lab = await startWebexLab()
  const roomId = await roomWith(lab, 'bob@ent-pa.example')
  await lab.advance(1000)
  await say(lab, 'bob', { roomId, text: 'canary' })
  const events = async (query: string, token = lab.webex.adminToken) =>
    lab.call({ to: `GET /v1/events?${query}`, token })

  const all = (await events('')).json<{ items: { resource: string; type: string }[] }>().items
  const bobs = (await events(`actorId=${hydraId('PEOPLE', lab.idOf('bob'))}`)).text
  const person = await events('', lab.tokenOf('alice'))

  expect(all.map(({ resource, type }) => `${resource} ${type}`)).toEqual([
    'messages created',
    'memberships created',
    'memberships created',
    'rooms created',
  ])
  expect(bobs).toContain('"resource":"messages"')
  expect(bobs).not.toContain('canary')
  expect(person.status).toBe(403)
})
