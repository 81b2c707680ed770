import https from 'node:https'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { setupServer } from 'msw/node'
import { expect, it, onTestFinished } from 'vitest'
import { connectEws, getStreamingEvents, subscribeToCalendar } from '../../clients/index.js'
import type { Lab } from '../../doors/index.js'
import { handlers } from '../../doors/msw/index.js'
import { startLab } from '../support/lab.js'

/** A lab without a port, and MSW in front of everything this process asks for. */
async function startIntercepted(onUnhandledRequest: (request: Request) => void = refuse): Promise<Lab> {
  const lab = await startLab({ network: 'none', clock: 'real' })
  const server = setupServer(...handlers(lab))
  server.listen({ onUnhandledRequest })
  onTestFinished(async () => {
    server.close()
    await lab[Symbol.asyncDispose]()
  })
  return lab
}

function refuse({ url }: Request): never {
  throw new TypeError(`Nobody answers ${url}.`)
}

function listeningSockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length
}

it('counts listening sockets, so that their absence means something', async () => {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))

  expect(listeningSockets()).toBe(1)

  await new Promise((resolve) => server.close(resolve))
})

it('lets people use EWS as they do on the wire, and opens no port for it', async () => {
  const lab = await startIntercepted()
  const { alice, bob } = lab.people

  const meeting = await alice.schedules({ subject: 'Planning', location: '@webex', invitees: [bob] })
  await bob.answers(meeting, 'accept')

  expect(lab.ready.exchange.ews).toBe('https://us-exch1.ent-pa.example/EWS/Exchange.asmx')
  expect((await bob.sees('Planning'))?.organizer).toBe(alice.mail)
  expect((await alice.sees('Planning'))?.requiredAttendees).toMatchObject([
    { mail: bob.mail, response: 'Accept' },
  ])
  expect(listeningSockets()).toBe(0)
})

it('answers the public Webex API by fetch and by node:https from one state', async () => {
  const lab = await startIntercepted()
  const authorization = `Bearer ${lab.ready.users[0]?.webexToken}`

  const made = await fetch('https://webexapis.com/v1/rooms', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Planning' }),
  })
  const { id } = (await made.json()) as { id: string }
  const read = await get(`https://webexapis.com/v1/rooms/${id}`, { authorization })
  const refused = await fetch('https://webexapis.com/v1/rooms')

  expect(made.status).toBe(200)
  expect(JSON.parse(read)).toMatchObject({ id, title: 'Planning' })
  expect(refused.status).toBe(401)
  expect(listeningSockets()).toBe(0)
})

function get(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    https.get(url, { headers }, (answer) => void text(answer).then(resolve, reject)).on('error', reject)
  })
}

it('answers on the hosts that the catalogue names', async () => {
  const lab = await startIntercepted()
  const { webexCloud } = lab.ready
  const catalogue = await fetch(`${webexCloud.catalog}/catalog?format=hostmap`, {
    headers: { authorization: `Bearer ${webexCloud.adminToken}` },
  })

  const { serviceLinks } = (await catalogue.json()) as { serviceLinks: Record<string, string> }
  const answers = await Promise.all(Object.values(serviceLinks).map((link) => fetch(`${link}/nowhere`)))

  expect(Object.keys(serviceLinks).length).toBeGreaterThan(10)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
})

it("answers the site's XML API", async () => {
  const lab = await startIntercepted()
  const { name, xml, admin, password } = lab.ready.webexSite
  const body = `<?xml version="1.0"?><serv:message xmlns:serv="http://www.webex.com/schemas/2002/06/service" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><header><securityContext><siteName>ent-pa</siteName><webExID>${admin}</webExID><password>${password}</password></securityContext></header><body><bodyContent xsi:type="java:com.webex.service.binding.user.GetUser"><webExId>alice@ent-pa.example</webExId></bodyContent></body></serv:message>`

  const answer = await fetch(xml, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })

  expect(xml).toBe(`https://${name}/WBXService/XMLService`)
  expect(await answer.text()).toContain('<use:personalMeetingRoomURL>https://ent-pa.webex.com/meet/alice')
})

it('streams notifications as they happen', async () => {
  const lab = await startIntercepted()
  const { alice } = lab.people
  const [user] = lab.ready.users
  await using ews = connectEws({
    url: lab.ready.exchange.ews,
    credentials: { username: user?.upn ?? '', password: user?.password ?? '' },
    authentication: 'basic',
  })
  const subscription = await subscribeToCalendar(ews)
  const events = getStreamingEvents(ews, [subscription], {
    timeoutMinutes: 5,
    signal: new AbortController().signal,
  })
  await events.next()

  await alice.schedules({ subject: 'Planning' })
  const kinds: string[] = []
  for await (const batch of events) {
    kinds.push(...batch.map(({ kind }) => kind))
    if (kinds.includes('CreatedEvent')) break
  }

  expect(kinds).toContain('CreatedEvent')
  expect(listeningSockets()).toBe(0)
})

it('leaves every other host to the rule for unhandled requests', async () => {
  const unhandled: string[] = []
  await startIntercepted((request) => {
    unhandled.push(request.url)
    refuse(request)
  })

  await fetch('https://elsewhere.example/')
  await fetch('https://127.0.0.1:1/EWS/Exchange.asmx')

  expect(unhandled).toEqual(['https://elsewhere.example/', 'https://127.0.0.1:1/EWS/Exchange.asmx'])
})
