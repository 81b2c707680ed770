import { once } from 'node:events'
import http from 'node:http'
import type { Socket } from 'node:net'
import { Resolver } from 'node:dns/promises'
import tls from 'node:tls'
import { expect, it } from 'vitest'
import { Lab } from './lab.js'

const PATH = '/autodiscover/autodiscover.xml'
const request =
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>' +
  '<EMailAddress>alice@ent-pa.example</EMailAddress><AcceptableResponseSchema>' +
  'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a' +
  '</AcceptableResponseSchema></Request></Autodiscover>'

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

/** Asks as a client behind the proxy: HTTPS in a tunnel, with the server's certificate checked for the host. */
async function ask(lab: Lab, url: string, body = '', proxy = lab.ready.network.proxy): Promise<Answer> {
  const { protocol, hostname, host, pathname } = new URL(url)
  const [alice] = lab.ready.users
  const secured = protocol === 'https:'
  const socket = secured ? await tunnel(lab, proxy ?? '', hostname) : undefined
  const asked = http.request({
    ...(socket === undefined
      ? { ...hostOf(proxy ?? ''), path: url, agent: false as const }
      : { createConnection: () => socket, path: pathname }),
    method: body === '' ? 'GET' : 'POST',
    headers: {
      Host: host,
      'Content-Type': 'text/xml',
      Connection: 'close',
      Authorization: `Basic ${btoa(`${alice?.upn}:${alice?.password}`)}`,
    },
  })
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [http.IncomingMessage]
  let text = ''
  for await (const chunk of answer as AsyncIterable<Buffer>) text += chunk.toString()
  return { status: answer.statusCode ?? 0, headers: answer.headers, text }
}

async function tunnel(lab: Lab, proxy: string, host: string): Promise<Socket> {
  const asked = http.request({ ...hostOf(proxy), method: 'CONNECT', path: `${host}:443`, agent: false })
  asked.end()
  const [answer, socket] = (await once(asked, 'connect')) as [http.IncomingMessage, Socket]
  expect(answer.statusCode).toBe(200)
  const secured = tls.connect({ socket, servername: host, ca: [lab.caPem] })
  await once(secured, 'secureConnect')
  return secured
}

function hostOf(origin: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(origin)
  return { host: hostname, port: Number(port) }
}

it('is found by every step of discovery through the proxy, without ports of the lab [HC-022 HC-030 HC-031]', async () => {
  await using lab = await Lab.start({ proxy: { authentication: 'none' } })

  const root = await ask(lab, `https://ent-pa.example${PATH}`, request)
  const host = await ask(lab, `https://autodiscover.ent-pa.example${PATH}`, request)
  const redirect = await ask(lab, `http://autodiscover.ent-pa.example${PATH}`)
  const tenant = await ask(lab, `http://autodiscover.ent-pa.mail.onmicrosoft.com${PATH}`)

  const ews = `<EwsUrl>${lab.ready.exchange.ews}</EwsUrl>`
  expect([root.status, host.status, redirect.status, tenant.status]).toEqual([200, 200, 302, 302])
  expect(root.text).toContain(ews)
  expect(host.text).toContain(ews)
  expect(redirect.headers.location).toBe(`${new URL(lab.ready.exchange.ews).origin}${PATH}`)
  expect(tenant.headers.location).toMatch(/^https:\/\/autodiscover-s\.outlook\.com/)
})

it('answers for the SRV record of Autodiscover, unless a fault rule says otherwise [HC-039]', async () => {
  await using lab = await Lab.start()
  const resolver = new Resolver()
  resolver.setServers([lab.ready.network.dns ?? ''])
  const look = () => resolver.resolveSrv('_autodiscover._tcp.ent-pa.example')

  const [record] = await look()
  lab.core.faults.add({
    match: { protocol: 'dns', operation: 'SRV', target: '_autodiscover._tcp.ent-pa.example' },
    act: { kind: 'error', code: 'NXDOMAIN' },
  })

  expect(record).toMatchObject({
    name: 'autodiscover.ent-pa.example',
    port: Number(new URL(lab.ready.exchange.autodiscoverPox).port),
  })
  await expect(look()).rejects.toMatchObject({ code: 'ENOTFOUND' })
  expect(await resolver.resolve4('autodiscover-s.outlook.com')).toEqual(['127.0.0.1'])
  expect(await resolver.resolve4('autodiscover.ent-pa.mail.onmicrosoft.com')).toEqual(['127.0.0.1'])
})

it('gives an endpoint set a proxy of its own, and tells what went through each [HC-022]', async () => {
  await using lab = await Lab.start({ proxy: { authentication: 'none' } })
  const { createAdminClient } = await import('./admin-client.js')
  const admin = createAdminClient(lab.ready.admin)
  const node = await admin.openEndpointSet('node1', { proxy: true })

  await ask(lab, `https://ent-pa.example${PATH}`, request, node.proxy ?? null)
  await ask(lab, `https://ent-pa.example${PATH}`, request)

  expect(await admin.proxiedConnections('node1')).toMatchObject([
    { via: 'node1', target: 'ent-pa.example:443', status: 200, to: 'node1/exchange#1' },
  ])
  expect(await admin.proxiedConnections()).toHaveLength(2)
  const { entries } = await admin.journal({ protocol: 'autodiscover' })
  expect(entries.map(({ connection }) => connection)).toEqual(['node1/exchange#1', 'main/exchange#1'])
  await admin.reset()
  expect(await admin.proxiedConnections()).toEqual([])
})

it('says where the proxy is and what it asks for, or that there is none', async () => {
  await using without = await Lab.start()
  await using asking = await Lab.start({ proxy: { authentication: 'basic', user: 'p', password: 'w' } })
  await using refusing = await Lab.start({ proxy: { authentication: 'ntlm' } })

  expect(without.ready.network).toMatchObject({ proxy: null, proxyCredentials: null })
  expect(asking.ready.network.proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(asking.ready.network.proxyCredentials).toEqual({ user: 'p', password: 'w' })
  expect(refusing.ready.network.proxyCredentials).toBeNull()
})
