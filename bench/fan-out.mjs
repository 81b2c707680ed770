// Measures what many streaming subscriptions cost the lab: how long it takes to subscribe all, what memory that takes,
// and how long a change is under way from the commit to the client's socket. One subscription for each mailbox, many
// on each connection; the lab in a process of its own, the clients in this one, over plain HTTP. Exits with 1 when a
// figure is above its limit.
//
//   npm run build && node bench/fan-out.mjs [--mailboxes 15000 --connections 75 --changes 1000 --seconds 20]
import { parseArgs } from 'node:util'
import { createItems, envelope } from './envelopes.mjs'
import { meeting } from './calendars.mjs'
import { openAuthenticated, post } from './connection.mjs'
import { openStream } from './streams.mjs'
import { startServer } from './server-process.mjs'

const { values } = parseArgs({
  options: {
    mailboxes: { type: 'string', default: '15000' },
    connections: { type: 'string', default: '75' },
    changes: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
  },
})
const [mailboxes, connections, perSecond, seconds] = [
  values.mailboxes,
  values.connections,
  values.changes,
  values.seconds,
].map(Number)

/** What a laptop should do; half of the latency is the goal. */
const LIMITS = { 'seconds to subscribe': 20, 'MB of memory': 600, 'ms of latency, p99': 20 }
const SUBSCRIBERS = 8
const SUBSCRIBE =
  '<m:Subscribe><m:StreamingSubscriptionRequest><t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds>' +
  '<t:EventTypes><t:EventType>CreatedEvent</t:EventType><t:EventType>ModifiedEvent</t:EventType>' +
  '<t:EventType>DeletedEvent</t:EventType><t:EventType>MovedEvent</t:EventType></t:EventTypes>' +
  '</m:StreamingSubscriptionRequest></m:Subscribe>'

process.env.FAN_OUT_MAILBOXES = String(mailboxes)
const lab = await startServer('./fan-out-server.mjs')
try {
  const figures = await measure()
  tell(figures)
  process.exitCode = Object.entries(LIMITS).some(([name, limit]) => figures[name] > limit) ? 1 : 0
} finally {
  await lab.stop()
}

async function measure() {
  const { port } = new URL(lab.ready.exchange.ewsHttp)
  const { upn, password } = lab.ready.serviceAccount
  const open = () => openAuthenticated(Number(port), { username: upn, password })
  const users = lab.ready.users.map(({ mail }) => mail).slice(0, mailboxes)

  const writer = await open()
  await writer.send(post({ body: envelope(users[0], createItems([meeting(0)])) }))
  writer.close()
  await lab.ask({ kind: 'prepare' })
  const before = await lab.ask({ kind: 'memory' })
  const begin = process.hrtime.bigint()
  const ids = await subscribeAll(open, users)
  const subscribed = process.hrtime.bigint()
  const arrivals = new Map()
  const authorization = `Basic ${Buffer.from(`${upn}:${password}`).toString('base64')}`
  const streams = await Promise.all(
    groupsOf(ids).map(({ first, ids: group }) => {
      const stream = { port: Number(port), authorization, mailbox: users[first], ids: group }
      return openStream(stream, (id, time) => note(arrivals, id, time))
    }),
  )
  const streaming = process.hrtime.bigint()
  const after = await lab.ask({ kind: 'memory' })

  const used = await lab.cpu()
  const made = await lab.ask({ kind: 'change', perSecond, seconds })
  await arrived(arrivals, made.length)
  const cpu = (await lab.cpu()) - used
  const latencies = latenciesOf(made, arrivals)
  for (const each of streams) each.close()
  return {
    'seconds to subscribe': Number(streaming - begin) / 1e9,
    'of which for Subscribe': Number(subscribed - begin) / 1e9,
    'MB of memory': (after.rss - before.rss) / 2 ** 20,
    'MB of it on the heap': (after.heapUsed - before.heapUsed) / 2 ** 20,
    'changes told': latencies.length,
    'changes made': made.length,
    'ms of latency, p50': at(latencies, 0.5),
    'ms of latency, p99': at(latencies, 0.99),
    'ms of latency, longest': at(latencies, 1),
    'µs of processor time for a change': cpu / made.length,
  }
}

async function subscribeAll(open, users) {
  const ids = []
  let next = 0
  async function work() {
    const connection = await open()
    while (next < users.length) {
      const number = next++
      const answer = await connection.send(post({ body: envelope(users[number], SUBSCRIBE) }))
      ids[number] = /<m:SubscriptionId>([^<]+)/.exec(answer.latin1Slice())?.[1]
      if (ids[number] === undefined) throw new Error(`The lab did not subscribe:\n${answer}`)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: SUBSCRIBERS }, work))
  return ids
}

/** As many groups as there are connections, each with the number of its first subscriber. */
function groupsOf(ids) {
  const size = Math.ceil(ids.length / connections)
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ({
    first: at * size,
    ids: ids.slice(at * size, (at + 1) * size),
  }))
}

function note(arrivals, id, time) {
  const times = arrivals.get(id)
  if (times === undefined) arrivals.set(id, [time])
  else times.push(time)
}

async function arrived(arrivals, count) {
  for (let round = 0; round < 100; round++) {
    let told = 0
    for (const times of arrivals.values()) told += times.length
    if (told >= count) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** From each change to the event that told of it, in milliseconds, the shortest first. */
function latenciesOf(made, arrivals) {
  const latencies = []
  for (const [id, at] of made) {
    const told = arrivals.get(id)?.shift()
    if (told !== undefined) latencies.push(Number(told - at) / 1e6)
  }
  return latencies.sort((a, b) => a - b)
}

function at(sorted, quantile) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Infinity
}

function tell(figures) {
  console.log(
    `${mailboxes} streaming subscriptions on ${connections} connections, ${perSecond} changes a second for ${seconds} s; Node ${process.version}.\n`,
  )
  for (const [name, figure] of Object.entries(figures)) {
    const limit = LIMITS[name] === undefined ? '' : `  (at most ${LIMITS[name]})`
    console.log(
      `${name.padEnd(36)}${figure.toFixed(name.startsWith('changes') ? 0 : 2).padStart(10)}${limit}`,
    )
  }
}
