import { expect, it } from 'vitest'
import { instant } from '../../core/index.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../testing/exchange-lab.js'
import { rawPost, type RawPost } from '../testing/raw-post.js'
import { meetingRequest, soapEnvelope, streamRequest, subscribeRequest } from '../testing/soap.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const ALICE = 'alice@ent-pa.example' // in DB02, active on EX02
const BOB = 'bob@ent-pa.example' // in DB01, active on EX01
const CALENDAR =
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'

const two = (more = {}) => startExchangeLab({ servers: 2, ...more })

function post(lab: Lab, body: string, more: Partial<RawPost> & { impersonate?: string } = {}) {
  const { impersonate = ALICE, ...rest } = more
  const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
  return rawPost({
    port: lab.port,
    credentials,
    body: soapEnvelope(body, impersonate).replace('Exchange2013_SP1', 'Exchange2010_SP2'),
    ...rest,
  })
}

async function answerOf(lab: Lab, body: string, more: Parameters<typeof post>[2] = {}) {
  const answer = await post(lab, body, more)
  return { ...answer, document: await answer.chunk(0) }
}

function header({ head }: { readonly head: string }, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
}

function textIn(document: string, element: string): string {
  return new RegExp(`<m:${element}>(.*?)</m:${element}>`).exec(document)?.[1] ?? ''
}

const anchored = (address: string) => ({ 'X-AnchorMailbox': address })
const preferring = (address: string) => ({ ...anchored(address), 'X-PreferServerAffinity': 'true' })

async function subscribe(lab: Lab, more: Parameters<typeof post>[2] = {}): Promise<string> {
  const { document } = await answerOf(lab, subscribeRequest(['CreatedEvent', 'ModifiedEvent']), more)
  return textIn(document, 'SubscriptionId')
}

/** What the first envelope of a stream on these subscriptions says. */
async function streamCode(lab: Lab, ids: readonly string[], more: Parameters<typeof post>[2] = {}) {
  const stream = await post(lab, streamRequest(ids), more)
  const first = await stream.chunk(0)
  stream.hangUp()
  return textIn(first, 'ResponseCode')
}

const advance = (lab: Lab, ms: number) => lab.clock.advanceTo(instant(lab.clock.now() + ms))

it('lets the server that is asked hand a request to the one that has the mailbox of the anchor', async () => {
  await using lab = await two()

  const alices = await answerOf(lab, CALENDAR, { headers: anchored(ALICE) })
  const bobs = await answerOf(lab, CALENDAR, { impersonate: BOB, headers: anchored(BOB) })
  const byOther = await answerOf(lab, CALENDAR, { host: 'ex02.ent-pa.example:443', headers: anchored(BOB) })

  const names = [alices, bobs, byOther].map((answer) =>
    ['X-FEServer', 'X-BEServer', 'X-CalculatedBETarget'].map((name) => header(answer, name)),
  )
  expect(names).toEqual([
    ['EX01', 'EX02', 'ex02.ent-pa.example'],
    ['EX01', 'EX01', 'ex01.ent-pa.example'],
    ['EX02', 'EX01', 'ex01.ent-pa.example'],
  ])
})

it('lets the mailbox of who logs on lead where no anchor does, whoever is impersonated', async () => {
  await using lab = await two()

  const answer = await answerOf(lab, CALENDAR)

  expect([header(answer, 'X-BEServer'), textIn(answer.document, 'ResponseCode')]).toEqual(['EX01', 'NoError'])
})

it('gives the cookie that leads back, once, and follows it as a cookie and as a header', async () => {
  await using lab = await two()

  const first = await answerOf(lab, CALENDAR, { headers: preferring(ALICE) })
  const cookie = /X-BackEndOverrideCookie=(\S+?);/.exec(first.head)?.[1] ?? ''
  const kept = { ...preferring(BOB), Cookie: `a=b; X-BackEndOverrideCookie=${cookie}` }
  const again = await answerOf(lab, CALENDAR, { headers: kept })
  const byHeader = await answerOf(lab, CALENDAR, {
    headers: { ...preferring(BOB), 'X-BackEndOverrideCookie': cookie },
  })
  const without = await answerOf(lab, CALENDAR, { headers: { ...anchored(BOB), Cookie: kept.Cookie } })

  expect(first.head).toMatch(
    /Set-Cookie: X-BackEndOverrideCookie=ex02\.ent-pa\.example~\d+; path=\/; secure; HttpOnly/,
  )
  expect([again, byHeader, without].map((answer) => header(answer, 'X-BEServer'))).toEqual([
    'EX02',
    'EX02',
    'EX01',
  ])
  expect(again.head).not.toMatch(/X-BackEndOverrideCookie/)
})

it('knows a subscription on the server alone that made it', async () => {
  await using lab = await two()
  const id = await subscribe(lab, { headers: anchored(ALICE) })

  const elsewhere = await streamCode(lab, [id], { headers: anchored(BOB) })
  const there = await streamCode(lab, [id], { headers: anchored(ALICE) })

  expect([elsewhere, there]).toEqual(['ErrorSubscriptionNotFound', 'NoError'])
})

it('loses the subscriptions of a server that is stopped, and no mail', async () => {
  await using lab = await two()
  const id = await subscribe(lab, { headers: anchored(ALICE) })
  const stream = await post(lab, streamRequest([id]), { headers: anchored(ALICE) })
  await stream.chunk(0)

  await lab.exchange.serverControl.stop('EX02')
  await stream.ended
  const created = await answerOf(lab, meetingRequest('Here', BOB), { headers: anchored(ALICE) })
  const code = await streamCode(lab, [id], { headers: anchored(ALICE) })
  const again = await subscribe(lab, { headers: anchored(ALICE) })
  const later = await post(lab, streamRequest([again]), { headers: anchored(ALICE) })
  await later.chunk(0)
  await answerOf(lab, meetingRequest('There', BOB), { headers: anchored(ALICE) })

  expect(header(created, 'X-BEServer')).toBe('EX01')
  expect(textIn(created.document, 'ResponseCode')).toBe('NoError')
  expect(code).toBe('ErrorSubscriptionNotFound')
  expect(await later.chunk(1)).toContain('<t:CreatedEvent>')
  expect(lab.exchange.servers.database('DB02').activeOn).toBe('EX01')
  expect(lab.mistakes).toEqual([])
})

it('ends the streams of a server that let them in, although another one answers', async () => {
  await using lab = await two()
  const id = await subscribe(lab, { headers: anchored(ALICE) })
  const stream = await post(lab, streamRequest([id]), { headers: anchored(ALICE) })
  await stream.chunk(0)

  await lab.exchange.serverControl.stop('EX01')
  await stream.ended
  const code = await streamCode(lab, [id], { host: 'ex02.ent-pa.example', headers: anchored(ALICE) })

  expect(code).toBe('NoError')
})

it('does not answer for a stopped server until it is started', async () => {
  await using lab = await two()
  const host = 'ex02.ent-pa.example'
  await lab.exchange.serverControl.stop('EX02')

  await expect(answerOf(lab, CALENDAR, { host })).rejects.toThrow('closed without an answer')
  await lab.exchange.serverControl.start('EX02')
  const answer = await answerOf(lab, CALENDAR, { host })

  expect(header(answer, 'X-FEServer')).toBe('EX02')
})

it('loses the subscriptions of a database that fails over, and of no other', async () => {
  await using lab = await two()
  const headers = anchored(BOB)
  const alices = await subscribe(lab, { headers })
  const bobs = await subscribe(lab, { headers, impersonate: BOB })

  lab.exchange.serverControl.failOver('DB02')

  expect(await streamCode(lab, [alices], { headers })).toBe('ErrorSubscriptionNotFound')
  expect(await streamCode(lab, [bobs], { headers })).toBe('NoError')
  const answer = await answerOf(lab, CALENDAR, { headers: anchored(ALICE) })
  expect(header(answer, 'X-BEServer')).toBe('EX01')
})

it('closes the stream on a database that fails over', async () => {
  await using lab = await two()
  const headers = anchored(ALICE)
  const stream = await post(lab, streamRequest([await subscribe(lab, { headers })]), { headers })
  await stream.chunk(0)

  lab.exchange.serverControl.failOver('DB02', 'EX01')
  await stream.ended

  expect(stream.chunks.at(-1)).toContain('<m:ConnectionStatus>Closed</m:ConnectionStatus>')
})

it('refuses mailboxes of a database that is dismounted, and serves the others', async () => {
  await using lab = await two()
  lab.exchange.serverControl.dismount('DB02')

  const alices = await answerOf(lab, CALENDAR)
  const bobs = await answerOf(lab, CALENDAR, { impersonate: BOB })
  lab.exchange.serverControl.mount('DB02')
  const after = await answerOf(lab, CALENDAR)

  expect(alices.status).toBe(500)
  expect(alices.document).toContain('>a:ErrorMailboxStoreUnavailable</faultcode>')
  expect([bobs.status, after.status]).toEqual([200, 200])
})

it('has no mailboxes of a database whose only server is stopped, until it starts', async () => {
  await using lab = await startExchangeLab({ servers: 1, databases: 2 })
  const { serverControl, servers } = lab.exchange

  await serverControl.stop('ex01')
  const isAway = servers.isAvailable(servers.database('DB02'))
  await serverControl.start('ex01')
  const answer = await answerOf(lab, CALENDAR)

  expect([isAway, answer.status]).toEqual([false, 200])
})

it('moves a mailbox: in use while it is copied, locked at the end, with its ids in the new place', async () => {
  await using lab = await two()
  const { moves, servers } = lab.exchange
  const alice = lab.directory.recipients.byAddress(ALICE)?.objectGuid ?? ''
  const id = await subscribe(lab)
  const before = await answerOf(lab, CALENDAR)

  moves.request({ recipient: alice, target: 'DB01' })
  await advance(lab, 10_000)
  const copying = await answerOf(lab, CALENDAR)
  await advance(lab, 26_000)
  const locked = await answerOf(lab, CALENDAR)
  await advance(lab, 10_000)
  const moved = await answerOf(lab, CALENDAR)

  expect([copying, moved].map(({ document }) => document)).toEqual([before.document, before.document])
  expect(locked.document).toContain('>a:ErrorMailboxMoveInProgress</faultcode>')
  expect(servers.homeOf(alice)?.name).toBe('DB01')
  expect(servers.moveRequest(alice)).toMatchObject({ status: 'Completed', source: 'DB02', target: 'DB01' })
  expect(await streamCode(lab, [id])).toBe('ErrorSubscriptionNotFound')
  expect(() => moves.request({ recipient: alice })).toThrow('already a move request')
})

it('lets a move wait before its end', async () => {
  await using lab = await two()
  const { moves, servers } = lab.exchange
  const alice = lab.directory.recipients.byAddress(ALICE)?.objectGuid ?? ''

  moves.request({ recipient: alice, suspendsWhenReady: true })
  await advance(lab, 3_600_000)
  const waiting = servers.moveRequest(alice)?.status
  moves.resume(alice)
  await advance(lab, 10_000)

  expect([waiting, servers.moveRequest(alice)?.status]).toEqual(['AutoSuspended', 'Completed'])
})

it('answers itself whatever it is asked where there is one tier, as 2010', async () => {
  const { PRODUCT_VERSIONS } = await import('../versions/index.js')
  await using lab = await two({ product: PRODUCT_VERSIONS['2010'] })
  const headers = preferring(ALICE)
  const host = 'ex01.ent-pa.example'
  const id = await subscribe(lab, { headers, host })

  const answer = await answerOf(lab, CALENDAR, { headers, host })

  expect(answer.head).not.toMatch(/X-BackEndOverrideCookie|X-BEServer/)
  expect(await streamCode(lab, [id], { headers, host })).toBe('NoError')
  expect(await streamCode(lab, [id], { headers, host: 'ex02.ent-pa.example' })).toBe(
    'ErrorSubscriptionNotFound',
  )
})

it('takes all servers up again as the world says after a restore', async () => {
  await using lab = await two()
  const start = lab.core.world.snapshot()
  await lab.exchange.serverControl.stop('EX01')
  lab.exchange.serverControl.dismount('DB01')

  lab.core.world.restore(start)
  await lab.exchange.restart()
  const answer = await answerOf(lab, CALENDAR, { impersonate: BOB })

  expect([answer.status, header(answer, 'X-FEServer')]).toEqual([200, 'EX01'])
})

it('has no mailboxes of a database for as long as it takes to fail over', async () => {
  await using lab = await two()

  lab.exchange.serverControl.failOver('DB02', 'EX01', 20_000)
  const during = await answerOf(lab, CALENDAR)
  await advance(lab, 20_000)
  const after = await answerOf(lab, CALENDAR)

  expect(during.document).toContain('>a:ErrorMailboxStoreUnavailable</faultcode>')
  expect(after.status).toBe(200)
})

it('tells load balancers that it is being taken out of use, and serves those who come all the same', async () => {
  await using lab = await two()
  const host = 'ex02.ent-pa.example'
  const probe = () => rawPost({ port: lab.port, method: 'GET', path: '/EWS/healthcheck.htm', host })
  const before = await probe()

  lab.exchange.serverControl.drain('EX02')
  const draining = await probe()
  const answer = await answerOf(lab, CALENDAR, { host })
  await lab.exchange.serverControl.start('EX02')

  expect([before, draining, answer, await probe()].map(({ status }) => status)).toEqual([200, 503, 200, 200])
})

it('tells a delegate for the item that its mailbox is away', async () => {
  await using lab = await two()
  lab.exchange.serverControl.dismount('DB02')
  const alices =
    '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar">' +
    `<t:Mailbox><t:EmailAddress>${ALICE}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId></m:FolderIds></m:GetFolder>`

  const answer = await answerOf(lab, alices, { impersonate: BOB })

  expect([answer.status, textIn(answer.document, 'ResponseCode')]).toEqual([
    200,
    'ErrorMailboxStoreUnavailable',
  ])
})
