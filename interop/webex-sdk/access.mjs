// The Webex SDK registers its device, keeps its socket through everything a server does to it, and agrees on keys.
import { ask, check, ready } from '../check.mjs'
import { eventOf, people, refusal, uuidOf } from '../webex-client.mjs'
import { clientOf } from './sdk.mjs'

// A refused request of the KMS leaves an unhandled rejection behind in 3.12.0, beside the one that is returned.
process.on('unhandledRejection', (error) => {
  if (error?.name === 'KmsError' || error?.constructor?.name?.startsWith('Kms')) return
  throw error
})

const alice = await clientOf(people.alice, { canRefresh: true })
const { device, mercury, encryption } = alice.internal
const { kms } = encryption
const once = { times: 1 }
const fault = (match, act, limit = once) => ask('POST', '/v1/faults', { match, act, limit })
const journal = async (query) => (await ask('GET', `/v1/journal?${new URLSearchParams(query)}`)).entries

// The device

await device.register()
check('the device is registered', device.registered === true, device.registered)
const first = device.url
check('under a URL of the lab', first?.startsWith(new URL(ready.webexCloud.api).origin), first)
await device.register()
check('registering again refreshes it', device.url === first, device.url)
const entitled = device.features.entitlement.get('squaredFusionCal')
check(
  'it is entitled to the calendar service',
  entitled?.value === true,
  device.features.entitlement.serialize(),
)

// The socket

await mercury.connect()
check('Mercury is connected', mercury.connected === true, mercury.connected)
await alice.rooms.listen()
await alice.messages.listen()
const room = await alice.rooms.create({ title: 'Socket' })

const back = eventOf(mercury, 'online')
await fault({ protocol: 'mercury', operation: 'conversation.activity' }, { kind: 'error', code: '1011' })
await alice.messages.create({ roomId: room.id, text: 'lost on the way' }).catch(() => undefined)
const again = await eventOf(alice.messages, 'created', ({ data }) => data.text === 'lost on the way')
await back
check('what a socket that broke had lost comes with the next one', again.data.roomId === room.id, again.data)
check('which was opened by itself', mercury.connected === true, mercury.connected)

const gap = new Promise((resolve) =>
  mercury.once('sequence-mismatch', (actual, expected) => resolve({ actual, expected })),
)
await fault({ protocol: 'mercury', operation: 'conversation.activity' }, { kind: 'silence' })
await alice.messages.create({ roomId: room.id, text: 'never sent' })
await alice.messages.create({ roomId: room.id, text: 'sent' })
const { actual, expected } = await gap
check('a frame that is missing is noticed by its number', actual === expected + 1, { actual, expected })

const moved = eventOf(mercury, 'event:mercury_shutdown_switchover_complete')
await fault({ protocol: 'mercury', operation: 'conversation.activity' }, { kind: 'error', code: 'shutdown' })
await alice.messages.create({ roomId: room.id, text: 'the server goes away' })
await moved
const closings = await journal({ protocol: 'mercury', operation: 'connect', outcome: '4001', wait: 10 })
check('the client moves to another socket when it is told to', closings.length === 1, closings)
const after = eventOf(alice.messages, 'created', ({ data }) => data.text === 'after the move')
await alice.messages.create({ roomId: room.id, text: 'after the move' })
check('and hears on', (await after).data.roomId === room.id)
const sent = await journal({ protocol: 'mercury', operation: 'conversation.activity', outcome: 'sent' })
const acknowledged = (await journal({ protocol: 'mercury', operation: 'ack' })).map(
  ({ request }) => JSON.parse(request).messageId,
)
const idOf = ({ response }) => JSON.parse(response).id
check(
  'every event is acknowledged',
  sent.slice(0, -1).every((entry) => acknowledged.includes(idOf(entry))),
)

// Keys

const [key] = await kms.createUnboundKeys({ count: 1 })
check('the KMS gives a key', key.uri?.startsWith('kms://'), key.uri)
const jwe = await encryption.encryptText(key.uri, 'Größe 5')
check('text is encrypted by it', jwe.split('.').length === 5, jwe)
check('and read again', (await encryption.decryptText(key.uri, jwe)) === 'Größe 5')
const more = await kms.createUnboundKeys({ count: 20 })
check('twenty keys at once', new Set(more.map(({ uri }) => uri)).size === 20, more.length)

const bob = await clientOf(people.bob)
await bob.internal.mercury.connect()
const hidden = await refusal(() => bob.internal.encryption.kms.fetchKey({ uri: key.uri }))
check('nobody else gets the key', hidden?.status === 403, hidden)
const bobsUuid = await uuidOf(bob)
const kro = await kms.createResource({ userIds: [bobsUuid], keys: [key] })
check('unless it is shared by a resource', kro.uri?.startsWith('kms://'), kro.uri)
const shared = await bob.internal.encryption.kms.fetchKey({ uri: key.uri })
check('then bob has it', shared.uri === key.uri, shared.uri)
check('and reads', (await bob.internal.encryption.decryptText(key.uri, jwe)) === 'Größe 5')
const authorized = await kms.listAuthorizations({ kro })
check('two are authorized', authorized.length === 2, authorized)
await kms.removeAuthorization({ userId: bobsUuid, kro })
const barred = await refusal(() => bob.internal.encryption.kms.fetchKey({ uri: key.uri }))
check('until the authorization is taken away', barred?.status === 403, barred)
await kms.addAuthorization({ userIds: [bobsUuid], kro })
const readmitted = await bob.internal.encryption.kms.fetchKey({ uri: key.uri })
check('or given again', readmitted.uri === key.uri, readmitted.uri)
const bound = await kms.bindKey({ kro, key: more[0] })
check('a second key is bound to the resource', bound.uri === more[0].uri, bound.uri)
const unknown = await refusal(() => kms.fetchKey({ uri: `${key.uri.slice(0, -12)}000000000000` }))
check('a key that does not exist is a 404', unknown?.status === 404, unknown)
const pinged = await kms.ping()
check('the KMS answers a ping', pinged.status === 200, pinged)

// A key server on the premises of the organization: Hybrid Data Security

const ofAdministrator = (method, path, body) =>
  fetch(new URL(`/encryption/api/v1/keyServer${path}`, ready.webexCloud.api), {
    method,
    headers: { authorization: `Bearer ${ready.webexCloud.adminToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
await ofAdministrator('PUT', '', { host: 'hds.ent-pa.example' })
const carol = await clientOf(people.carol)
await carol.internal.mercury.connect()
const [own] = await carol.internal.encryption.kms.createUnboundKeys({ count: 1 })
check(
  'an organization with a key server of its own has its keys there',
  own.uri.startsWith('kms://hds.'),
  own,
)
const hers = await carol.internal.encryption.encryptText(own.uri, 'At home')
check('and reads with them', (await carol.internal.encryption.decryptText(own.uri, hers)) === 'At home')
await ofAdministrator('POST', '/rotate')
const dave = await clientOf(people.dave)
await dave.internal.mercury.connect()
const [late] = await dave.internal.encryption.kms.createUnboundKeys({ count: 1 })
const [early] = await carol.internal.encryption.kms.createUnboundKeys({ count: 1 })
const rotated = [late, early].every(({ uri }) => uri.startsWith('kms://hds.'))
check('also when its long-lived key is rotated', rotated, [late, early])
await ofAdministrator('DELETE', '')
for (const one of [carol, dave]) await one.internal.mercury.disconnect()

// What the public API makes a client wait or sign in again for

const before = alice.credentials.supertoken.access_token
await fault({ protocol: 'cloud-rest', operation: 'GET /v1/people/me' }, { kind: 'status', status: 401 })
const me = await alice.people.get('me')
check('a 401 is followed by a refresh and the same request', me.emails[0] === people.alice.mail, me)
check('with another token', alice.credentials.supertoken.access_token !== before)
const asked = await journal({ operation: 'GET /v1/people/me', principal: people.alice.mail })
check(
  'which the lab has seen',
  asked
    .slice(-2)
    .map(({ outcome }) => outcome)
    .join() === '401,200',
  asked.map(({ outcome }) => outcome),
)
await fault(
  { protocol: 'cloud-rest', operation: 'GET /v1/rooms' },
  { kind: 'error', code: '429', details: { retryAfter: 2 } },
)
const limited = await refusal(() => alice.rooms.list())
check(
  'a 429 says how long to wait',
  limited?.statusCode === 429 && String(limited.retryAfter) === '2',
  limited,
)
const rooms = await alice.rooms.list()
check(
  'and the next request is answered',
  rooms.items.some(({ id }) => id === room.id),
  rooms.items,
)

// Too many devices

await mercury.disconnect()
await device.unregister()
check('the device is unregistered', device.registered === false, device.registered)
const authorization = `Bearer ${alice.credentials.supertoken.access_token}`
let made = 0
for (;;) {
  const response = await fetch(new URL('/wdm/api/v1/devices', ready.webexCloud.api), {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ name: `old ${made}`, deviceType: 'WEB' }),
  })
  if (!response.ok) break
  made++
}
await device.register()
check('a person with too many devices loses the oldest', device.registered === true, device.registered)
// The SDK goes on with the first that is gone; the others follow.
const isDeletion = {
  protocol: 'cloud-wdm',
  operation: 'DELETE /wdm/api/v1/devices/:deviceId',
  outcome: '204',
}
const wanted = Math.ceil(made / 3)
const deleted = async () => (await journal(isDeletion)).length - 1
for (let tries = 0; tries < 100 && (await deleted()) < wanted; tries++) await kms.ping()
check('a third of them', (await deleted()) === wanted, [await deleted(), wanted])
await device.unregister()
await bob.internal.mercury.disconnect()
await bob.internal.device.unregister()
process.exit()
