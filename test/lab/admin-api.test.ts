import { expect, it } from 'vitest'
import { createAdminClient } from '../../simulators/lab/index.js'
import { personOf, startLab } from '../support/lab.js'

const HOUR_MS = 3_600_000

async function call(origin: string, method: string, path: string, body?: string) {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

it('tells health, the ready document and the time, and moves it', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)

  const { now } = await admin.clock()
  const later = await admin.advance(31 * 60_000)

  expect(await admin.health()).toMatchObject({ status: 'ok', now: later.now })
  expect(await admin.lab()).toEqual(lab.ready)
  expect(later).toEqual({ kind: 'manual', now: now + 31 * 60_000 })
})

it('refuses to move a real clock, and says what to do', async () => {
  await using lab = await startLab({ clock: 'real' })

  const answer = await call(lab.ready.admin, 'POST', '/v1/clock/advance', '{"ms":1000}')

  expect(answer).toMatchObject({ status: 409, body: { code: 'CLOCK_NOT_MANUAL' } })
  expect(answer.body['message']).toContain('--clock manual')
})

it('shows in the journal who said what, without secrets, from a cursor on', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)
  await using alice = personOf(lab, 'alice')
  const { next } = await admin.journal()

  const start = lab.clock.now() + HOUR_MS
  await alice.schedules({ subject: 'Seen', start, end: start + HOUR_MS })
  const page = await admin.journal({ after: next, operation: 'createitem', outcome: 'NoError' })

  expect(page.entries).toMatchObject([
    { operation: 'CreateItem', principal: 'ENT-PA\\alice', target: 'alice@ent-pa.example', via: 'main' },
  ])
  expect(page.entries[0]?.request).toContain('<t:Subject>Seen</t:Subject>')
  expect(JSON.stringify(await admin.journal())).not.toContain(lab.ready.users[0]?.password)
})

it('waits for an entry that is still to come', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)
  await using bob = personOf(lab, 'bob')

  const waiting = admin.journal({ operation: 'FindItem', outcome: 'NoError', wait: 30 })
  await bob.sees('nothing')

  expect((await waiting).entries).toHaveLength(1)
})

it('makes the lab misbehave as often as asked', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)
  await using alice = personOf(lab, 'alice')
  await admin.addFault({
    match: { protocol: 'ews', operation: 'FindItem' },
    act: { kind: 'error', code: 'ErrorServerBusy', details: { BackOffMilliseconds: 2000 } },
    limit: { times: 1 },
  })

  await expect(alice.sees('anything')).rejects.toMatchObject({ code: 'ErrorServerBusy' })
  expect(await alice.sees('anything')).toBeUndefined()
  expect(await admin.faults()).toMatchObject([{ id: 'fault-1', matched: 2, acted: 1 }])
  await admin.removeFault('fault-1')
  await expect(admin.removeFault('fault-1')).rejects.toMatchObject({ code: 'FAULT_UNKNOWN' })
})

it('goes back to how it started', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)
  await using alice = personOf(lab, 'alice')
  const before = await admin.health()
  const start = lab.clock.now() + HOUR_MS
  await alice.schedules({ subject: 'Forgotten', start, end: start + HOUR_MS })
  await admin.addFault({ match: {}, act: { kind: 'delay', ms: 0 } })

  await admin.reset()

  expect((await admin.journal()).entries).toEqual([])
  expect(await admin.faults()).toEqual([])
  expect((await admin.health()).epoch).not.toBe(before.epoch)
  expect(await alice.sees('Forgotten')).toBeUndefined()
})

it.each([
  ['an unknown key', '/v1/faults', '{"match":{},"act":{"kind":"reset"},"often":true}', 400, /often/],
  ['a fault that is none', '/v1/faults', '{"match":{},"act":{"kind":"explode"}}', 400, /body\.act/],
  ['what is not JSON', '/v1/faults', '{"match":', 400, /not JSON/],
  ['an unknown path', '/v1/nowhere', '{}', 404, /no POST \/v1\/nowhere/],
])('refuses %s and says what is wrong', async (_what, path, body, status, message) => {
  await using lab = await startLab()

  const answer = await call(lab.ready.admin, 'POST', path, body)

  expect(answer.status).toBe(status)
  expect(answer.body['message']).toMatch(message)
})

it('describes every call in its OpenAPI document, with the schemas it validates by', async () => {
  await using lab = await startLab()

  const { body } = await call(lab.ready.admin, 'GET', '/v1/openapi.json')
  const paths = body['paths'] as Record<string, Record<string, { summary: string }>>
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )

  expect(body['openapi']).toBe('3.1.0')
  expect(calls.sort()).toEqual([
    'DELETE /v1/directory/controllers/{controller}/network',
    'DELETE /v1/dns/records',
    'DELETE /v1/dns/records/{id}',
    'DELETE /v1/endpoint-sets/{name}/network',
    'DELETE /v1/exchange/moves/{mailbox}',
    'DELETE /v1/faults',
    'DELETE /v1/faults/{id}',
    'GET /v1/ca',
    'GET /v1/clock',
    'GET /v1/directory/controllers',
    'GET /v1/dns/records',
    'GET /v1/endpoint-sets/{name}/network',
    'GET /v1/exchange/budgets',
    'GET /v1/exchange/outbound-mail',
    'GET /v1/exchange/topology',
    'GET /v1/faults',
    'GET /v1/health',
    'GET /v1/journal',
    'GET /v1/journal/digest',
    'GET /v1/journal/{id}',
    'GET /v1/lab',
    'GET /v1/proxy/connections',
    'GET /v1/room-devices/{alias}/meetings',
    'GET /v1/screens/{alias}/meetings',
    'GET /v1/screens/{alias}/people',
    'GET /v1/tms',
    'GET /v1/tms/endpoints',
    'POST /v1/certificates',
    'POST /v1/clock/advance',
    'POST /v1/directory/controllers/{controller}/{verb}',
    'POST /v1/dns/records',
    'POST /v1/endpoint-sets',
    'POST /v1/exchange/answers',
    'POST /v1/exchange/databases/{database}/{verb}',
    'POST /v1/exchange/moves',
    'POST /v1/exchange/moves/{mailbox}/resume',
    'POST /v1/exchange/servers/{server}/{verb}',
    'POST /v1/exchange/shell',
    'POST /v1/faults',
    'POST /v1/kms/decrypt',
    'POST /v1/productivity-tools/{alias}/meetings',
    'POST /v1/reset',
    'POST /v1/screens/{alias}/decrypt',
    'POST /v1/subjects',
    'PUT /v1/directory/controllers/{controller}/network',
    'PUT /v1/endpoint-sets/{name}/advertised',
    'PUT /v1/endpoint-sets/{name}/network',
    'PUT /v1/tms',
  ])
  expect(JSON.stringify(paths['/v1/faults'])).toContain('"truncate"')
})

it('runs cmdlets of the management shell, and tells what they gave and what failed', async () => {
  await using lab = await startLab()
  const admin = createAdminClient(lab.ready.admin)

  const answer = await admin.shell(
    "New-ManagementRoleAssignment -Name:CalendarConnector\n-Role:ApplicationImpersonation -User 'ENT-PA\\CalendarConnectorAcct'\nGet-Foo",
  )

  expect(answer).toMatchObject({
    ok: false,
    objects: [{ Name: 'CalendarConnector', Role: 'ApplicationImpersonation' }],
    outputs: [
      { kind: 'objects' },
      { kind: 'error', error: { reason: 'CommandNotFoundException', cmdlet: '', target: 'Get-Foo:String' } },
    ],
  })
  expect(await call(lab.ready.admin, 'POST', '/v1/exchange/shell', '{"commands":""}')).toMatchObject({
    status: 400,
  })
})
