// ews-javascript-api hears of every change for 30 lab minutes, through one connection after the other, each envelope
// in a chunk of its own, and catches up after a gap. Runs in a lab whose clock goes sixty times faster than ours.
import ews from 'ews-javascript-api'
import xhr from '@ewsjs/xhr'
import { ask, check, ready } from '../check.mjs'
import { people, serviceOf } from './lab.mjs'
import { createWriter } from './writer.mjs'

const {
  ChangeType,
  EventType,
  FolderId,
  ItemEvent,
  PropertySet,
  ServiceError,
  StreamingSubscriptionConnection,
  SyncFolderItemsScope,
  WellKnownFolderName,
} = ews

const MINUTE_MS = 60_000
const CALENDAR = new FolderId(WellKnownFolderName.Calendar)

/** What came on streams, chunk by chunk. */
const chunks = []

/** The transport of the library, watched. */
class WatchedXhr extends xhr.XhrApi {
  xhrStream(options, tell) {
    return super.xhrStream(options, (progress) => {
      if (progress.type === 'data') chunks.push(progress.data)
      tell(progress)
    })
  }
}

const { alice } = people
const service = serviceOf(alice)
service.XHRApi = new WatchedXhr().useNtlmAuthentication(alice.upn, alice.password)
const writer = createWriter(serviceOf(alice))

const subscribe = () =>
  service.SubscribeToStreamingNotifications(
    [CALENDAR],
    EventType.Created,
    EventType.Modified,
    EventType.Deleted,
  )

/** One connection, until it ends: adds the events of each item to `heard`, and gives back what went wrong. */
function listen(subscription, heard, minutes = 3) {
  const connection = new StreamingSubscriptionConnection(service, minutes)
  const errors = []
  connection.AddSubscription(subscription)
  connection.OnNotificationEvent.push((_, { Events }) => {
    for (const event of Events.filter((one) => one instanceof ItemEvent)) {
      const id = event.ItemId.UniqueId
      heard.set(id, [...(heard.get(id) ?? []), EventType[event.EventType]])
    }
  })
  connection.OnSubscriptionError.push((_, { Exception }) => errors.push(Exception))
  return new Promise((resolve, reject) => {
    connection.OnDisconnect.push(() => resolve(errors))
    connection.Open().catch(reject)
  })
}

/** Items of which something else was heard than what happened to them. The library sorts what an envelope has by its name. */
function unlike(heard) {
  const ids = new Set([...heard.keys(), ...writer.expected.keys()])
  return [...ids]
    .map((id) => [heard.get(id), writer.expected.get(id)])
    .filter(([got, expected]) => got?.toSorted().join() !== expected?.toSorted().join())
}

async function synchronize(state) {
  const changes = []
  for (;;) {
    const page = await service.SyncFolderItems(
      CALENDAR,
      PropertySet.IdOnly,
      null,
      100,
      SyncFolderItemsScope.NormalItems,
      state,
    )
    state = page.SyncState
    changes.push(...page.changes)
    if (!page.MoreChangesAvailable) return { state, changes }
  }
}

const now = async () => (await ask('GET', '/v1/clock')).now

// Thirty minutes

const { state } = await synchronize(null)
const heard = new Map()
let subscription = await subscribe()
const start = await now()
let connections = 0
const stop = writer.keepWriting(100)
while ((await now()) < start + 30 * MINUTE_MS) {
  await listen(subscription, heard)
  connections++
  await writer.write('between two connections')
}
await stop()
await listen(subscription, heard, 1)
check('30 minutes took several connections', connections >= 5, connections)
check('in which much was written', writer.expected.size > 3 * connections, writer.expected.size)
check('every event was heard once', unlike(heard).length === 0, JSON.stringify(unlike(heard)))

// What has been waiting, and how it came. An envelope of more than a record of TLS has room for comes in two, and the
// library, which trims every part, may lose a blank there.

for (let number = 0; number < 5; number++) await writer.write('while nobody listens')
await listen(subscription, heard, 1)
check('so was what had been waiting', unlike(heard).length === 0, JSON.stringify(unlike(heard)))
const odd = chunks.filter(
  (chunk) => !/^<Envelope[^]*<\/Envelope>\s*$/.test(chunk) || chunk.split('<Envelope').length > 2,
)
check(
  'each chunk was one envelope',
  odd.length === 0,
  odd.map(({ length }) => length),
)

// A gap

const { servers } = await ask('GET', '/v1/exchange/topology')
for (const { name } of servers) await ask('POST', `/v1/exchange/servers/${name}/restart`)
await writer.write('in the gap')
const [error] = await listen(subscription, heard)
check(
  'a server that restarts forgets subscriptions',
  error?.ErrorCode === ServiceError.ErrorSubscriptionNotFound,
  error,
)
subscription = await subscribe()
const missed = await synchronize(state)
const told = missed.changes.map(({ ItemId }) => ItemId.UniqueId)
const left = writer.left()
check(
  'a synchronization tells what has become of it all',
  told.toSorted().join() === left.toSorted().join(),
  [told.length, left.length],
)
const kinds = new Set(missed.changes.map(({ ChangeType: kind }) => ChangeType[kind]))
check('as the net of it', [...kinds].join() === 'Create', [...kinds])
const late = [await writer.write('after the gap'), await writer.write('and soon after')]
const news = new Map()
await listen(subscription, news, 1)
check('and the new subscription goes on', [...news.keys()].join() === late.join(), [...news])
const { changes } = await synchronize(missed.state)
const stands = late.filter((id) => writer.left().includes(id))
const named = changes.map(({ ItemId }) => ItemId.UniqueId)
check('a second one tells of that alone', named.toSorted().join() === stands.toSorted().join(), named)
