import { expect, it } from 'vitest'
import { createAdminClient } from './admin-client.js'
import { Lab } from './lab.js'

const CALENDAR =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body>' +
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>'

function request(lab: Lab, url: string, alias = 'alice'): Request {
  const user = lab.ready.users.find(({ mail }) => mail.startsWith(`${alias}@`))
  return new Request(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'text/xml; charset=utf-8',
      Authorization: `Basic ${btoa(`${user?.upn}:${user?.password}`)}`,
    },
    body: CALENDAR,
  })
}

const frontEnd = (answer: Response) => answer.headers.get('x-feserver')

it('names each server, and answers for all of them at one address', async () => {
  await using lab = await Lab.start({ network: 'none', exchange: { servers: 2 } })
  const [first, second] = lab.ready.exchange.servers

  const answers = [
    await lab.answer('exchange', request(lab, lab.ready.exchange.ews)),
    await lab.answer('exchange', request(lab, second?.ews ?? '')),
  ]

  expect([first?.ews, second?.ews]).toEqual([
    'https://us-exch1.ent-pa.example/EWS/Exchange.asmx',
    'https://us-exch2.ent-pa.example/EWS/Exchange.asmx',
  ])
  expect(answers.map(frontEnd)).toEqual(['US-EXCH1', 'US-EXCH2'])
})

it('has the load balancer at a host of its own', async () => {
  await using lab = await Lab.start({ network: 'none', exchange: { servers: 2, loadBalancer: {} } })
  const url = lab.ready.exchange.ews

  const answers = [
    await lab.answer('exchange', request(lab, url)),
    await lab.answer('exchange', request(lab, url)),
  ]

  expect(url).toBe('https://mail.ent-pa.example/EWS/Exchange.asmx')
  expect(answers.map(frontEnd)).toEqual(['US-EXCH1', 'US-EXCH2'])
})

it('gives each server a port where answers name an address alone, closed while the server is stopped', async () => {
  await using lab = await Lab.start({ exchange: { servers: 2 } })
  const admin = createAdminClient(lab.ready.admin)
  const ports = lab.ready.exchange.servers.map(({ ews }) => new URL(ews).port)

  const stopped = await admin.controlServer('us-exch2', 'stop')
  const again = await admin.controlServer('us-exch2', 'start')

  expect(new Set([...ports, new URL(lab.ready.exchange.ews).port]).size).toBe(3)
  expect(stopped.servers.map(({ state }) => state)).toEqual(['running', 'stopped'])
  expect(stopped.databases.map(({ activeOn }) => activeOn)).toEqual(['US-EXCH1', 'US-EXCH1'])
  expect(again.servers.map(({ state }) => state)).toEqual(['running', 'running'])
})

it('fails databases over, and moves mailboxes, by the admin API', async () => {
  await using lab = await Lab.start({ clock: 'manual', exchange: { servers: 2 } })
  const tell = (path: string, body: unknown = {}) =>
    fetch(`${lab.ready.admin}/v1/exchange/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })

  const failedOver = (await (await tell('databases/DB01/fail-over')).json()) as Record<string, unknown>
  await tell('moves', { mailbox: 'alice@ent-pa.example' })
  const twice = await tell('moves', { mailbox: 'alice@ent-pa.example' })
  const nobody = await tell('moves', { mailbox: 'nobody@ent-pa.example' })
  const nowhere = await tell('moves', { mailbox: 'bob@ent-pa.example', online: true })
  const unknown = await tell('servers/us-exch9/stop')
  await lab.advance(60_000)

  expect(failedOver['databases']).toMatchObject([{ name: 'DB01', activeOn: 'US-EXCH2' }, {}])
  expect([twice.status, nobody.status, nowhere.status, unknown.status]).toEqual([409, 404, 409, 404])
  expect((await createAdminClient(lab.ready.admin).exchangeTopology()).moves).toMatchObject([
    { mailbox: 'alice@ent-pa.example', status: 'Completed' },
  ])
})

it('has an Exchange Online only where it is asked for', async () => {
  await using plain = await Lab.start({ network: 'none' })
  await using lab = await Lab.start({ network: 'none', hybrid: ['bob'] })

  expect(plain.ready.exchangeOnline).toEqual({
    ews: null,
    autodiscoverPox: null,
    autodiscoverSoap: null,
    routingDomain: null,
  })
  expect(lab.ready.exchangeOnline).toMatchObject({
    ews: 'https://outlook.office365.com/EWS/Exchange.asmx',
    routingDomain: 'ent-pa.mail.onmicrosoft.com',
  })
  const answer = await lab.answer('exchange', request(lab, lab.ready.exchangeOnline.ews ?? '', 'bob'))
  expect([answer.status, answer.headers.get('www-authenticate')?.startsWith('Bearer')]).toEqual([401, true])
  expect((await lab.answer('exchange', request(lab, lab.ready.exchange.ews, 'bob'))).status).toBe(500)
})

it('gives Exchange Online a port, at which Autodiscover says that it is', async () => {
  await using lab = await Lab.start({ hybrid: ['bob'] })

  expect(lab.ready.exchangeOnline.ews).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/EWS\/Exchange\.asmx$/)
  expect(lab.ready.exchangeOnline.ews).not.toBe(lab.ready.exchange.ews)
})

it('refuses a hybrid organization with people whom it has not', async () => {
  await expect(Lab.start({ network: 'none', hybrid: ['nobody'] })).rejects.toThrow(
    'There is nobody called "nobody"',
  )
})

it('is of the release that it is asked to be of', async () => {
  await using lab = await Lab.start({ network: 'none', exchangeVersion: '2010' })

  const answer = await lab.answer('exchange', request(lab, lab.ready.exchange.ews))

  expect([lab.ready.exchangeVersion, answer.headers.get('server')]).toEqual(['2010', 'Microsoft-IIS/7.5'])
  expect(await answer.text()).toContain('MajorVersion="14"')
})

it('puts all servers back when it is reset', async () => {
  await using lab = await Lab.start({ network: 'none', exchange: { servers: 2 } })
  const stop = `${lab.ready.admin}/v1/exchange/servers/us-exch1/stop`
  await lab.answer('admin', new Request(stop, { method: 'POST' }))

  await lab.reset()
  const answer = await lab.answer('exchange', request(lab, lab.ready.exchange.ews))

  expect(frontEnd(answer)).toBe('US-EXCH1')
})
