// Measures what Mercury's events cost the lab: how long one message in a space of everybody is under way to the last of
// its members, and what a frame costs in processor time, as a ratio to a bare WebSocket server that sends the same bytes
// to as many sockets; then direct messages, one after the other. Everything goes over TLS: server and clients are a
// process each. Clients acknowledge every frame, as the SDK does. Exits with 1 when a figure is beyond its limit.
//
//   npm run build && node bench/mercury-fan-out.mjs [--clients 1000 --messages 10 --direct 100 --seconds 5 --floor 0]
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { parseArgs } from 'node:util'
import { openSockets } from './mercury-clients.mjs'
import { startServer } from './server-process.mjs'

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '1000' },
    messages: { type: 'string', default: '10' },
    direct: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '5' },
    floor: { type: 'string', default: '0' },
  },
})
const [clients, messages, perSecond, seconds, floor] = [
  values.clients,
  values.messages,
  values.direct,
  values.seconds,
  values.floor,
].map(Number)

process.env.MERCURY_CLIENTS = String(clients)
const lab = await startServer('./mercury-lab-server.mjs')
process.env.MERCURY_CERTIFICATE = JSON.stringify(await lab.ask({ kind: 'certificate' }))
const bare = await startServer('./bare-socket-server.mjs')
const agent = new Agent({ keepAlive: true, maxSockets: 8, ca: readFileSync(lab.ready.ca) })
try {
  const figures = await measure()
  tell(figures)
  process.exitCode = figures['ratio of a frame, bare to lab'] < floor ? 1 : 0
} finally {
  agent.destroy()
  await Promise.all([lab.stop(), bare.stop()])
}

async function measure() {
  const users = lab.ready.users.filter(({ webexToken }) => webexToken !== null).slice(0, clients)
  const [author] = users
  const room = await call(author, 'POST', '/v1/rooms', { title: 'Everybody' })
  for (const batch of groupsOf(users.slice(1), 8)) {
    await Promise.all(batch.map(({ mail }) => join(author, room.id, mail)))
  }
  const devices = []
  for (const batch of groupsOf(users, 8)) {
    devices.push(...(await Promise.all(batch.map((user) => call(user, 'POST', '/wdm/api/v1/devices', {})))))
  }
  const before = await lab.ask({ kind: 'memory' })
  const begin = process.hrtime.bigint()
  const sockets = await openSockets(
    users.map(({ webexToken }, at) => ({ url: devices[at].webSocketUrl, token: webexToken })),
    lab.ready.ca,
  )
  const opened = process.hrtime.bigint()
  const after = await lab.ask({ kind: 'memory' })

  const broadcast = await broadcasts(author, room.id, sockets)
  const single = await directs(users, sockets)
  const frame = sockets.lastFrame()
  sockets.close()
  const plain = await bareBroadcasts(frame)
  return {
    'seconds to connect': Number(opened - begin) / 1e9,
    'KB on the heap for a client': (after.heapUsed - before.heapUsed) / 1024 / users.length,
    'frames told': broadcast.told,
    'frames due': users.length * messages,
    'ms to the last member, p50': at(broadcast.lasts, 0.5),
    'ms to the last member, longest': at(broadcast.lasts, 1),
    'µs of processor time for a frame': broadcast.cpu,
    'µs of a bare server for it': plain,
    'ratio of a frame, bare to lab': plain / broadcast.cpu,
    'direct messages told': single.told,
    'direct messages sent': perSecond * seconds,
    'ms of latency of a direct message, p50': at(single.latencies, 0.5),
    'ms of latency of a direct message, p99': at(single.latencies, 0.99),
  }
}

/** One message after the other, each to everybody. */
async function broadcasts(author, roomId, sockets) {
  const lasts = []
  let told = 0
  const used = await lab.cpu()
  for (let number = 0; number < messages; number++) {
    const everybody = sockets.arrivals(sockets.count)
    const sent = process.hrtime.bigint()
    await call(author, 'POST', '/v1/messages', { roomId, text: `Broadcast ${number}` })
    const times = await everybody
    told += times.length
    lasts.push(Number(times.at(-1) - sent) / 1e6)
  }
  const cpu = ((await lab.cpu()) - used) / told
  return { lasts: lasts.sort((a, b) => a - b), told, cpu }
}

/** So many messages a second from the first half of the people to the second, each to one. */
async function directs(users, sockets) {
  const latencies = []
  const half = Math.floor(users.length / 2)
  const calls = []
  const start = process.hrtime.bigint()
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = start + BigInt(Math.round((number * 1e9) / perSecond))
    while (process.hrtime.bigint() < due) await new Promise((resolve) => setTimeout(resolve, 1))
    const [from, to] = [number % half, half + (number % half)]
    const arrival = sockets.postTo(to)
    const sent = process.hrtime.bigint()
    calls.push(
      call(users[from], 'POST', '/v1/messages', { toPersonEmail: users[to].mail, text: `Direct ${number}` })
        .then(() => arrival)
        .then((time) => latencies.push(Number(time - sent) / 1e6)),
    )
  }
  await Promise.all(calls)
  return { told: latencies.length, latencies: latencies.sort((a, b) => a - b) }
}

/** Microseconds that a server with nothing but sockets spends on sending the frame to one of as many. */
async function bareBroadcasts(frame) {
  const { url } = bare.ready
  const sockets = await openSockets(
    Array.from({ length: clients }, () => ({ url, token: null })),
    lab.ready.ca,
  )
  const used = await bare.cpu()
  for (let number = 0; number < messages; number++) {
    const everybody = sockets.arrivals(sockets.count)
    await bare.ask({ kind: 'broadcast', frame })
    await everybody
  }
  const cpu = (await bare.cpu()) - used
  sockets.close()
  return cpu / (clients * messages)
}

function join(author, roomId, personEmail) {
  return call(author, 'POST', '/v1/memberships', { roomId, personEmail })
}

function call({ webexToken }, method, path, body) {
  const origin = new URL(lab.ready.webexCloud.api).origin
  const headers = { authorization: `Bearer ${webexToken}`, 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, origin), { method, headers, agent }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      response.on('end', () =>
        response.statusCode < 300
          ? resolve(JSON.parse(text))
          : reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`)),
      )
    })
    asked.on('error', reject)
    asked.end(JSON.stringify(body))
  })
}

function groupsOf(all, size) {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  )
}

function at(sorted, quantile) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Infinity
}

function tell(figures) {
  console.log(
    `${clients} clients of Mercury over TLS, ${messages} messages to all of them, then ${perSecond} direct messages a second for ${seconds} s; Node ${process.version}.\n`,
  )
  for (const [name, figure] of Object.entries(figures)) {
    const digits = /^(frames|direct)/.test(name) ? 0 : 2
    console.log(`${name.padEnd(42)}${figure.toFixed(digits).padStart(10)}`)
  }
}
