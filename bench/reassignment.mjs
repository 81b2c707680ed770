// Measures what the loss of a node costs the fleet: how much lab time passes until another node has its users, and how much
// processor time that takes, with the answer that tells the other node of them all. The lab stands in a process of its own
// with a clock that stands still; this one registers as a connector with two nodes, over HTTPS. Once half of the users move
// (both nodes serve), once all of them (the other is in reserve). Exits with 1 when a figure is above its limit.
//
//   npm run build && node bench/reassignment.mjs [--people 15000]
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { parseArgs } from 'node:util'
import { startServer } from './server-process.mjs'

const { values } = parseArgs({ options: { people: { type: 'string', default: '15000' } } })
const people = Number(values.people)
const LIMITS = { 'seconds of lab time': 20, 'ms of processor time': 3_000 }
const BATCH = 1_000

process.env.REASSIGNMENT_PEOPLE = String(people)
const rows = []
for (const assignmentType of ['activeActive', 'standard']) rows.push(await measure(assignmentType))
for (const row of rows) console.log(JSON.stringify(row))
const isAbove = (row) => Object.entries(LIMITS).some(([name, limit]) => row[name] > limit)
process.exitCode = rows.some((row) => isAbove(row) || row.moved !== row.expected) ? 1 : 0

async function measure(assignmentType) {
  const lab = await startServer('./reassignment-server.mjs')
  const api = openApi(lab.ready)
  try {
    const cluster = await register(api, lab)
    await api.admin('PATCH', `/clusters/${cluster.id}`, { assignmentType })
    await cluster.join('1')
    const left = await cluster.join('2')
    const silent = await lab.ask({ kind: 'now' })
    const beginning = await lab.cpu()
    await cluster.discover()
    const placed = await lab.cpu()
    const { version } = await cluster.assignments(left, 0)

    await lab.ask({ kind: 'advance', ms: 10_000 })
    await cluster.beat(left)
    const before = await lab.cpu()
    await lab.ask({ kind: 'advance', ms: 5_000 })
    const { added } = await cluster.assignments(left, version)
    const after = await lab.cpu()
    const found = await lab.ask({ kind: 'now' })
    return {
      assignmentType,
      people: cluster.users,
      expected: assignmentType === 'standard' ? cluster.users : Math.ceil(cluster.users / 2),
      moved: added.length,
      'seconds of lab time': (found - silent) / 1000,
      'ms of processor time': Math.round((after - before) / 1000),
      'ms to place all of them first': Math.round((placed - beginning) / 1000),
    }
  } finally {
    await lab.stop()
  }
}

/** Registers as the guide says: announced, allowed, claimed, signed in. */
async function register(api, lab) {
  const host = { serial: '1', hostname: 'us-expc-connector1.ent-pa.example' }
  const { bootstrapToken } = await api.admin('POST', '/preregistrations', {
    displayName: 'bench',
    hostname: host.hostname,
    services: ['calendar'],
  })
  const redirect_uri = `https://${host.hostname}/back`
  const page = `/authorize?${new URLSearchParams({ bootstrapToken, redirect_uri, state: 's' })}`
  await api.open('GET', page)
  const allowed = await api.open('POST', page, new URLSearchParams({ decision: 'allow' }))
  const claim = { bootstrapToken, code: new URL(allowed.headers.location).searchParams.get('code') }
  const platform = { platform: 'expressway-c', platformVersion: 'X12.5.9', peers: [] }
  const { clusterId, orgId, machineAccount } = (
    await api.open('POST', '/registrations', { ...claim, host: { ...host, ...platform } })
  ).json
  const token = await api.signIn(orgId, machineAccount)
  const call = (method, path, body) => api.call(method, path, { token, body })
  const users = (await call('GET', `/clusters/${clusterId}/discovery-requests`)).users

  const beat = async (nodeId) =>
    call('POST', `/clusters/${clusterId}/nodes/${nodeId}/heartbeat`, {
      sentAt: new Date(await lab.ask({ kind: 'now' })).toISOString(),
      host: { uptimeSeconds: 1, platformVersion: 'X12.5.9', maintenanceMode: 'off' },
      connectors: [{ type: 'c_cal', version: '8.11-1.0.6300', state: 'running', enabled: true }],
    })
  return {
    id: clusterId,
    users: users.length,
    beat,
    async join(serial) {
      const hostname = `us-expc-connector${serial}.ent-pa.example`
      const { nodeId } = await call('POST', `/clusters/${clusterId}/nodes`, { serial, hostname })
      await beat(nodeId)
      return nodeId
    },
    async discover() {
      for (let at = 0; at < users.length; at += BATCH) {
        const events = users.slice(at, at + BATCH).map(({ userId }) => ({
          userId,
          serviceType: 'squared-fusion-cal',
          score: 100,
          isOperational: true,
        }))
        await call('POST', `/clusters/${clusterId}/discovery-results`, { events })
      }
    },
    assignments: (nodeId, since) => call('GET', `/nodes/${nodeId}/assignments?since=${since}`),
  }
}

function openApi({ webexCloud, ca }) {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(ca) })
  const fleet = (path) => `${webexCloud.fleet}${path}`
  const origin = new URL(webexCloud.fleet).origin
  const call = async (method, path, options) => good(await send(agent, method, fleet(path), options)).json
  return {
    call,
    admin: (method, path, body) => call(method, path, { token: webexCloud.adminToken, body }),
    open: async (method, path, body) => good(await send(agent, method, fleet(path), { body })),
    async signIn(orgId, { uid, password }) {
      const login = `${origin}/idb/token/${orgId}/v2/actions/GetBearerToken/invoke`
      const { BearerToken: assertion } = good(
        await send(agent, 'POST', login, { body: { uid, password } }),
      ).json
      const body = new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer',
        assertion,
        scope: 'spark:all spark:kms',
      })
      return good(await send(agent, 'POST', `${origin}/idb/oauth2/v1/access_token`, { body })).json
        .access_token
    },
  }
}

function good(answer) {
  if (answer.status >= 400) throw new Error(`The lab answered ${answer.status}: ${answer.text}`)
  return answer
}

function send(agent, method, url, { token, body } = {}) {
  const isForm = body instanceof URLSearchParams
  const content = body === undefined ? '' : isForm ? body.toString() : JSON.stringify(body)
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(content === ''
      ? {}
      : { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
    'content-length': Buffer.byteLength(content),
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers }, async (incoming) => {
      let text = ''
      for await (const chunk of incoming.setEncoding('utf8')) text += chunk
      const isJson = incoming.headers['content-type']?.includes('json')
      const json = isJson && text !== '' ? JSON.parse(text) : undefined
      resolve({ status: incoming.statusCode, headers: incoming.headers, text, json })
    })
    outgoing.on('error', reject)
    outgoing.end(content)
  })
}
