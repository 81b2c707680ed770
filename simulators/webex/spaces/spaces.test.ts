import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { formatMilliseconds } from '../../core/index.js'
import { hydraId } from '../hydra-id.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

interface Room {
  readonly id: string
}

interface Message {
  readonly id: string
  readonly text: string
  readonly files: readonly string[]
}

const as = (lab: WebexLab, token: string) => ({
  room: async (json: object = { title: 't' }) =>
    (await lab.call({ to: 'POST /v1/rooms', token, json })).json<Room>(),
  add: (roomId: string, alias: string) =>
    lab.call({
      to: 'POST /v1/memberships',
      token,
      json: { roomId, personEmail: alias.includes('@') ? alias : `${alias}@ent-pa.example` },
    }),
  say: (json: object) => lab.call({ to: 'POST /v1/messages', token, json }),
  get: (path: string) => lab.call({ to: `GET /v1/${path}`, token }),
  put: (path: string, json: object) => lab.call({ to: `PUT /v1/${path}`, token, json }),
  delete: (path: string) => lab.call({ to: `DELETE /v1/${path}`, token }),
})

const alias = (lab: WebexLab, name: string) => as(lab, lab.tokenOf(name))

it('shows Markdown as HTML and as text, and names the people mentioned who are in the space', async () => {
  await using lab = await startWebexLab()
  const alice = alias(lab, 'alice')
  const { id: roomId } = await alice.room()
  await alice.add(roomId, 'bob')
  const bob = hydraId('PEOPLE', lab.idOf('bob'))

  const markdown =
    '**Hi** <@personEmail:bob@ent-pa.example|Bob> & <@personEmail:carol@ent-pa.example>, <@all>'
  const message = await alice.say({ roomId, markdown })

  expect(message.json()).toMatchObject({
    markdown,
    text: 'Hi Bob & carol@ent-pa.example, All',
    html:
      `<p><strong>Hi</strong> <spark-mention data-object-type="person" data-object-id="${bob}">Bob</spark-mention>` +
      ' &amp; carol@ent-pa.example, <spark-mention data-object-type="groupMention" data-group-type="all">All</spark-mention></p>',
    mentionedPeople: [bob],
    mentionedGroups: ['all'],
  })
})

it('fetches the file of a message from where it is, and gives it to members alone', async () => {
  await using lab = await startWebexLab()
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/csv').end('a,b'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const alice = alias(lab, 'alice')
  const { id: roomId } = await alice.room()

  const message = await alice.say({ roomId, files: [`http://127.0.0.1:${port}/list.csv`] })
  const elsewhere = await alice.say({ roomId, files: ['http://files.example/list.csv'] })
  const [url = ''] = message.json<Message>().files
  const file = await lab.call({ to: `GET ${url}`, token: lab.tokenOf('alice') })
  const stranger = await lab.call({ to: `GET ${url}`, token: lab.tokenOf('bob') })
  server.close()

  expect([file.text, file.headers['content-type'], file.headers['content-disposition']]).toEqual([
    'a,b',
    'text/csv',
    'attachment; filename="list.csv"',
  ])
  expect(elsewhere.status).toBe(400)
  expect(elsewhere.json()).toMatchObject({ message: 'Unable to retrieve content.' })
  expect(stranger.status).toBe(404)
})

it.each<[string, object]>([
  ['nothing to say', {}],
  ['two places', { toPersonEmail: 'bob@ent-pa.example', text: 't' }],
  ['more than a message holds', { text: 'x'.repeat(7440) }],
  ['two files', { files: ['http://127.0.0.1/a', 'http://127.0.0.1/b'] }],
  ['a parent elsewhere', { text: 't', parentId: hydraId('MESSAGE', '11111111-1111-4111-8111-111111111111') }],
])('refuses a message with %s', async (_what, body) => {
  await using lab = await startWebexLab()
  const alice = alias(lab, 'alice')
  const { id: roomId } = await alice.room()

  const answer = await alice.say({ roomId, ...body })

  expect([400, 404]).toContain(answer.status)
  expect(answer.json()).toHaveProperty('errors')
})

it('lists messages by thread, time and mention, the newest first', async () => {
  await using lab = await startWebexLab()
  const alice = alias(lab, 'alice')
  const { id: roomId } = await alice.room()
  const first = (await alice.say({ roomId, text: 'first' })).json<Message>()
  await lab.advance(1000)
  await alice.say({ roomId, text: 'answer', parentId: first.id })
  await lab.advance(1000)
  const last = (await alice.say({ roomId, markdown: 'all <@all>' })).json<Message>()
  const texts = async (query: string) =>
    (await alice.get(`messages?roomId=${roomId}&${query}`))
      .json<{ items: Message[] }>()
      .items.map(({ text }) => text)

  expect(await texts('')).toEqual(['all All', 'answer', 'first'])
  expect(await texts(`parentId=${first.id}`)).toEqual(['answer'])
  expect(await texts(`beforeMessage=${last.id}`)).toEqual(['answer', 'first'])
  expect(await texts('mentionedPeople=me')).toEqual(['all All'])
})

it('lets an author edit a message ten times, and nobody else', async () => {
  await using lab = await startWebexLab()
  const alice = alias(lab, 'alice')
  const { id: roomId } = await alice.room()
  await alice.add(roomId, 'bob')
  const { id } = (await alice.say({ roomId, text: '0' })).json<Message>()

  const foreign = await alias(lab, 'bob').put(`messages/${id}`, { roomId, text: 'mine' })
  const statuses: number[] = []
  for (let time = 1; time <= 11; time += 1) {
    statuses.push((await alice.put(`messages/${id}`, { roomId, text: String(time) })).status)
  }

  expect(foreign.status).toBe(403)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 400])
  expect((await alice.get(`messages/${id}`)).json()).toMatchObject({
    text: '10',
    updated: formatMilliseconds(lab.core.clock.now()),
  })
})

it('shows a bot in a group only what mentions it', async () => {
  await using lab = await startWebexLab()
  const alice = alias(lab, 'alice')
  const bot = as(lab, lab.webex.botToken)
  const me = (await bot.get('people/me')).json<{ emails: [string] }>()
  const { id: roomId } = await alice.room()
  await alice.add(roomId, me.emails[0])
  const secret = (await alice.say({ roomId, text: 'secret' })).json<Message>()
  await alice.say({ roomId, markdown: `<@personEmail:${me.emails[0]}|bot> hello` })

  const all = await bot.get(`messages?roomId=${roomId}`)
  const mine = await bot.get(`messages?roomId=${roomId}&mentionedPeople=me`)
  const direct = await bot.get(`messages/${secret.id}`)

  expect([all.status, direct.status]).toEqual([403, 404])
  expect(mine.json<{ items: Message[] }>().items.map(({ text }) => text)).toEqual(['bot hello'])
})

it('leaves a moderated space to its moderators', async () => {
  await using lab = await startWebexLab()
  const [alice, bob] = [alias(lab, 'alice'), alias(lab, 'bob')]
  const { id: roomId } = await alice.room({ title: 't', isLocked: true, isAnnouncementOnly: true })
  await alice.add(roomId, 'bob')

  const added = await bob.add(roomId, 'carol')
  const renamed = await bob.put(`rooms/${roomId}`, { title: 'u' })
  const said = await bob.say({ roomId, text: 't' })
  const own = await alice.say({ roomId, text: 't' })

  expect([added.status, renamed.status, said.status, own.status]).toEqual([403, 403, 403, 200])
})

it('talks to one person in the one space of both', async () => {
  await using lab = await startWebexLab()
  const alice = alias(lab, 'alice')
  const toBob = await alice.say({ toPersonEmail: 'bob@ent-pa.example', text: 'hello' })
  const back = await alias(lab, 'bob').say({ toPersonEmail: 'alice@ent-pa.example', text: 'hi' })

  const exchanged = await alice.get('messages/direct?personEmail=bob@ent-pa.example')
  const roomId = toBob.json<{ roomId: string }>().roomId
  const third = await alice.add(roomId, 'carol')

  expect(back.json()).toMatchObject({ roomId, roomType: 'direct' })
  expect(exchanged.json<{ items: Message[] }>().items.map(({ text }) => text)).toEqual(['hi', 'hello'])
  expect(third.status).toBe(400)
})

it('goes on after the item that ended the last page, whatever came in between', async () => {
  await using lab = await startWebexLab()
  const alice = alias(lab, 'alice')
  const { id: roomId } = await alice.room()
  for (const text of ['1', '2', '3', '4']) await alice.say({ roomId, text })

  const first = await alice.get(`messages?roomId=${roomId}&max=2`)
  await alice.say({ roomId, text: '5' })
  const next = /^<(.*)>; rel="next"$/.exec(String(first.headers['link']))?.[1]
  const second = await lab.call({ to: `GET ${next}`, token: lab.tokenOf('alice') })
  const forged = await alice.get(`messages?roomId=${roomId}&cursor=x`)

  const texts = second.json<{ items: Message[] }>().items.map(({ text }) => text)
  expect(texts).toEqual(['2', '1'])
  expect(second.headers['link']).toBeUndefined()
  expect(forged.status).toBe(400)
})
