// A TLS relay in front of the Exchange of one node. It passes everything on and remembers who is subscribed and what
// was written, as anybody between the node and Exchange could see it.
import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'

const OPERATION = /<(?:\w+:)?Body>\s*<(?:\w+:)?(\w+)/
const IMPERSONATED = /<t:PrimarySmtpAddress>([^<]+)</
const SUBSCRIPTION = /SubscriptionId>([^<]+)</
const ITEM_ID = /<t:ItemId Id="([^"]+)"/
/** Answers that are read; all others only pass through. */
const READ = new Set(['Subscribe', 'Unsubscribe', 'UpdateItem'])

/**
 * @param certificate PEM of what the node sees
 * @param ca PEM of the authority to trust for the server behind
 */
export async function openRelay({ certificate, ca }) {
  const agents = new WeakMap()
  /** The last answer that is to be read, by the node's connection. */
  const reading = new WeakMap()
  const open = new Set()
  let behind
  const users = new Map()
  const seen = { subscribes: [], unsubscribes: [], updates: [] }

  const note = (operation, request, answer) => {
    if (!answer.includes('ResponseClass="Success"')) return
    const at = performance.now()
    const user = IMPERSONATED.exec(request)?.[1]?.toLowerCase()
    if (operation === 'UpdateItem') seen.updates.push({ at, itemId: ITEM_ID.exec(request)?.[1] })
    if (operation === 'Subscribe') {
      users.set(user, SUBSCRIPTION.exec(answer)?.[1])
      seen.subscribes.push({ at, user })
    }
    if (operation === 'Unsubscribe') {
      if (users.get(user) === SUBSCRIPTION.exec(request)?.[1]) users.delete(user)
      seen.unsubscribes.push({ at, user })
    }
  }

  const server = https.createServer({ cert: certificate.certPem, key: certificate.keyPem })
  Object.assign(server, { requestTimeout: 0, timeout: 0, keepAliveTimeout: 120_000 })
  server.on('secureConnection', (socket) => {
    // NTLM authenticates connections: each of the node's has one of its own behind.
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1, ca })
    agents.set(socket, agent)
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      open.delete(socket)
      // What a dying node had asked for is done all the same: the answer is read to its end.
      void Promise.allSettled([reading.get(socket)]).then(() => agent.destroy())
    })
  })
  server.on('request', (incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function pass(incoming, outgoing) {
    const body = await text(incoming)
    const operation = OPERATION.exec(body)?.[1]
    const call = https.request(behind + incoming.url, {
      agent: agents.get(incoming.socket),
      method: incoming.method,
      headers: incoming.headers,
    })
    const answered = new Promise((resolve, reject) => {
      call.on('error', reject).on('response', resolve)
      call.end(body)
    })
    if (READ.has(operation)) {
      const read = answered.then(async (answer) => ({ answer, said: await text(answer) }))
      reading.set(incoming.socket, read)
      const { answer, said } = await read
      if (answer.statusCode === 200) note(operation, body, said)
      outgoing.writeHead(answer.statusCode, answer.headers).end(said)
      return
    }
    outgoing.on('close', () => call.destroy())
    const answer = await answered
    outgoing.writeHead(answer.statusCode, answer.headers).flushHeaders()
    answer.on('error', () => outgoing.destroy())
    answer.pipe(outgoing)
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `https://127.0.0.1:${server.address().port}`,
    connectTo: (origin) => (behind = origin),
    /** Mail addresses of those who have a subscription now. */
    users,
    seen,
    /** The node is gone: what it had subscribed is nobody's. */
    forget: () => users.clear(),
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** The same for calls to the lab's admin API and to the cloud: JSON in, JSON out. */
export async function askJson(url, { method = 'GET', body, token, ca } = {}) {
  const module = url.startsWith('https:') ? https : http
  const answer = await new Promise((resolve, reject) => {
    const call = module.request(url, {
      method,
      ca,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    call.on('error', reject).on('response', resolve)
    call.end(body === undefined ? undefined : JSON.stringify(body))
  })
  const said = await text(answer)
  if (answer.statusCode >= 300)
    throw new Error(`${method} ${url}: ${answer.statusCode} ${said.slice(0, 200)}`)
  return said === '' ? undefined : JSON.parse(said)
}
