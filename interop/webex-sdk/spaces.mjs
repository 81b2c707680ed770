// The Webex SDK finds its services, people and spaces, and is told live of what happens in them.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { check, ready } from '../check.mjs'
import { eventOf, people, refusal } from '../webex-client.mjs'
import { clientOf } from './sdk.mjs'

const alice = await clientOf(people.alice)
const bob = await clientOf(people.bob)
const isSame = (got, wanted) => JSON.stringify(got) === JSON.stringify(wanted)

// Where everything is

const { services } = alice.internal
await services.waitForCatalog('postauth', 10)
const origin = new URL(ready.webexCloud.api).origin
check(
  'the catalogue names the public API',
  services.get('hydra')?.startsWith(`${origin}/v1`),
  services.get('hydra'),
)
for (const name of ['wdm', 'encryption', 'calendar', 'apheleia', 'conversation', 'idbroker']) {
  check(`and ${name}`, services.get(name)?.startsWith(origin), services.get(name))
}
const cluster = services.getClusterId(`${services.get('conversation')}/conversations/x`)
check('whose cluster gives ids of "us"', cluster?.startsWith('urn:TEAM:us-east-2_a:'), cluster)

// People

const me = await alice.people.get('me')
check('alice is herself', isSame(me.emails, [people.alice.mail]), me.emails)
const found = await alice.people.list({ email: people.bob.mail })
check('bob is found by his address', found.items?.length === 1, found.items)
const [hisFirst] = found.items
const batched = await Promise.all([alice.people.get(me.id), alice.people.get(hisFirst.id)])
check(
  'people asked for at once come in one request',
  isSame(
    batched.map(({ id }) => id),
    [me.id, hisFirst.id],
  ),
  batched,
)
const nobodysId = Buffer.from('ciscospark://us/PEOPLE/11111111-1111-4111-8111-111111111111').toString(
  'base64',
)
// The batch of the SDK rejects twice with the id: to the caller, and to nobody.
process.on('unhandledRejection', (reason) => {
  if (reason !== nobodysId) throw reason
})
const unknown = await refusal(() => alice.people.get(nobodysId))
check('a person who does not exist is refused by the id', unknown === nobodysId, unknown)

// Spaces, live

await Promise.all(
  [alice, bob].flatMap((client) => [
    client.rooms.listen(),
    client.memberships.listen(),
    client.messages.listen(),
  ]),
)
const told = eventOf(alice.rooms, 'created')
const herFirst = eventOf(alice.memberships, 'created')
const room = await alice.rooms.create({ title: 'SDK planning' })
const madeRoom = await told
check('a new space is told of', madeRoom.data.id === room.id, madeRoom.data)
check('by the id that the API gave it', madeRoom.actorId === me.id, madeRoom.actorId)
const joined = await herFirst
check('with its first member', joined.data.personId === me.id && joined.data.roomId === room.id, joined.data)

const bobJoins = eventOf(bob.memberships, 'created', ({ data }) => data.personEmail === people.bob.mail)
const membership = await alice.memberships.create({ roomId: room.id, personEmail: people.bob.mail })
const seenByBob = await bobJoins
check('bob is told that he was added', seenByBob.data.id === membership.id, [seenByBob.data, membership])
check('by alice', seenByBob.actorId === me.id, seenByBob.actorId)
const twice = await refusal(() => alice.memberships.create({ roomId: room.id, personEmail: people.bob.mail }))
check('adding him again is a 409', twice?.statusCode === 409, twice)
const members = await alice.memberships.list({ roomId: room.id })
check('both are members', members.items.length === 2, members.items)

const promoted = eventOf(bob.memberships, 'updated')
await alice.memberships.update({ ...membership, isModerator: true })
const promotion = await promoted
check('a new moderator is told of', promotion.data.isModerator === true, promotion.data)

const renamed = eventOf(bob.rooms, 'updated')
await alice.rooms.update({ ...room, title: 'SDK planning, changed' })
check('a change of the space is told of', (await renamed).data.id === room.id)
const read = await bob.rooms.get(room.id)
check('and bob reads the new title', read.title === 'SDK planning, changed', read.title)

// Messages, live

const heard = eventOf(bob.messages, 'created')
const message = await alice.messages.create({ roomId: room.id, text: 'Is everybody ready?' })
const hears = await heard
check('a message is told of', hears.data.id === message.id, hears.data)
check('with its text', hears.data.text === 'Is everybody ready?', hears.data.text)
const direct = eventOf(bob.messages, 'created', ({ data }) => data.roomType === 'direct')
await alice.messages.create({ toPersonEmail: people.bob.mail, markdown: '**Only** you' })
const whispered = await direct
check('a direct message comes from a direct space', whispered.data.personId === me.id, whispered.data)
const listed = await bob.messages.list({ roomId: room.id, max: 10 })
check(
  'bob lists what was said',
  listed.items.some(({ id }) => id === message.id),
  listed.items,
)

for (const text of ['two', 'three', 'four']) await alice.messages.create({ roomId: room.id, text })
const texts = []
let page = await bob.messages.list({ roomId: room.id, max: 2 })
for (;;) {
  texts.push(...page.items.map(({ text }) => text))
  if (!page.hasNext()) break
  page = await page.next()
}
check('page by page, newest first', isSame(texts, ['four', 'three', 'two', 'Is everybody ready?']), texts)

const withdrawn = eventOf(bob.messages, 'deleted')
await alice.messages.remove(message)
check('a message that was deleted is told of', (await withdrawn).data.id === message.id)

const left = eventOf(bob.memberships, 'deleted')
await alice.memberships.remove(membership)
check('who is removed is told of it', (await left).data.id === membership.id)
const shut = await refusal(() => bob.rooms.get(room.id))
check('and sees the space no more', shut?.statusCode === 404, shut)

// Webhooks

const secret = 'a secret of two'
const called = receiver()
const { port } = (await called.listening).address()
const webhook = await alice.webhooks.create({
  ...{ name: 'SDK', targetUrl: `http://127.0.0.1:${port}/`, resource: 'messages', event: 'created', secret },
})
check('a webhook is made', webhook.status === 'active', webhook)
const hooks = await alice.webhooks.list()
check(
  'and listed',
  hooks.items.some(({ id }) => id === webhook.id),
  hooks.items,
)
const telling = await alice.messages.create({ roomId: room.id, text: 'canary text' })
const delivery = await called.first
check('it is called for a message', JSON.parse(delivery.body).data.id === telling.id, delivery.body)
const signature = createHmac('sha1', secret).update(delivery.body).digest('hex')
check('which it signs', delivery.headers['x-spark-signature'] === signature, delivery.headers)
check('and whose text it leaves out', !delivery.body.includes('canary text'))
await alice.webhooks.remove(webhook)
const removed = await refusal(() => alice.webhooks.get(webhook))
check('until it is removed', removed?.statusCode === 404, removed)

// What cannot be

const untitled = await refusal(() => alice.rooms.create({}))
check('a space needs a title', untitled?.statusCode === 400, untitled)
const stranger = await clientOf({ webexToken: `no-token_PF84_${ready.webexCloud.orgId}` })
const shutOut = await refusal(() => stranger.rooms.list())
check('a token that nobody gave opens nothing', shutOut?.statusCode === 401, shutOut)

for (const client of [alice, bob]) {
  await client.internal.mercury.disconnect()
  await client.internal.device.unregister()
}
process.exit()

/** A server that takes one call. */
function receiver() {
  let settle
  const first = new Promise((resolve) => (settle = resolve))
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      settle({ headers: request.headers, body })
      response.writeHead(204).end()
    })
  })
  const listening = new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
  return { first, listening }
}
