import { expect, it } from 'vitest'
import { instant } from '../../../core/index.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../../testing/exchange-lab.js'
import { rawPost } from '../../testing/raw-post.js'
import { meetingRequest, soapEnvelope, streamRequest, subscribeRequest } from '../../testing/soap.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const ALICE = 'alice@ent-pa.example'
const CAROL = 'carol@ent-pa.example' // her mailbox is in Exchange Online
const ONLINE = 'outlook.office365.com'
const CALENDAR =
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'

const hybrid = () => startExchangeLab({ hybrid: true })

async function onPremises(lab: Lab, body: string, impersonate: string) {
  const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
  return withDocument(await rawPost({ port: lab.port, credentials, body: soapEnvelope(body, impersonate) }))
}

async function online(lab: Lab, body: string, impersonate: string) {
  const headers = { Authorization: `Bearer ${await tokenOf(lab)}` }
  const request = { port: lab.port, host: ONLINE, headers, body: soapEnvelope(body, impersonate) }
  return withDocument(await rawPost(request))
}

async function withDocument(answer: Awaited<ReturnType<typeof rawPost>>) {
  const document = await answer.chunk(0)
  return { ...answer, document, code: /ResponseCode[^>]*>(\w+)</.exec(document)?.[1] }
}

async function tokenOf(lab: Lab): Promise<string> {
  const { tenantId, connector } = lab.exchange.identity
  const form = { grant_type: 'client_credentials', client_id: connector.id, client_secret: connector.secret }
  const response = await fetch(`http://127.0.0.1:${lab.port}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, scope: `https://${ONLINE}/.default` }),
  })
  return String(((await response.json()) as Record<string, unknown>)['access_token'])
}

const textIn = (document: string, element: string) =>
  new RegExp(`<m:${element}>(.*?)</m:${element}>`).exec(document)?.[1] ?? ''

const guidOf = (lab: Lab, address: string) => lab.directory.recipients.byAddress(address)?.objectGuid ?? ''

async function finishMove(lab: Lab): Promise<void> {
  await lab.clock.advanceTo(instant(lab.clock.now() + 60_000))
}

it('knows no mailbox on premises of who has it in Exchange Online', async () => {
  await using lab = await hybrid()

  const answer = await onPremises(lab, CALENDAR, CAROL)

  expect([answer.status, answer.code]).toEqual([500, 'ErrorNonExistentMailbox'])
  expect(answer.document).toContain('The SMTP address has no mailbox associated with it.')
})

it('serves it under the name of Exchange Online, by tokens', async () => {
  await using lab = await hybrid()

  const answer = await online(lab, CALENDAR, CAROL)

  expect([answer.status, answer.code]).toEqual([200, 'NoError'])
  expect(answer.document).toContain('MajorVersion="15" MinorVersion="20"')
  expect(answer.head).toMatch(/^X-BEServer: AM0PR01MB1001$/m)
  expect(answer.head).toMatch(/^X-CalculatedFETarget: am0pr01mb1001\.eurprd01\.prod\.outlook\.com$/m)
})

it('knows no mailbox in Exchange Online of who has it on premises', async () => {
  await using lab = await hybrid()

  expect((await online(lab, CALENDAR, ALICE)).code).toBe('ErrorNonExistentMailbox')
})

it('takes nothing but tokens in Exchange Online', async () => {
  await using lab = await hybrid()

  const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
  const answer = await rawPost({
    port: lab.port,
    host: ONLINE,
    credentials,
    body: soapEnvelope(CALENDAR, CAROL),
  })

  expect(answer.status).toBe(401)
  expect(answer.head).toMatch(
    /^WWW-Authenticate: Bearer .*authorization_uri="https:\/\/login\.microsoftonline\.com/m,
  )
  expect(answer.head).not.toMatch(/WWW-Authenticate: (NTLM|Basic|Negotiate)/)
})

it('brings meetings from one side to the other, where a stream tells of them', async () => {
  await using lab = await hybrid()
  const subscribed = await online(lab, subscribeRequest(['CreatedEvent']), CAROL)
  const id = textIn(subscribed.document, 'SubscriptionId')
  const stream = await online(lab, streamRequest([id]), CAROL)

  const created = await onPremises(lab, meetingRequest('Both sides', CAROL), ALICE)

  expect(created.code).toBe('NoError')
  expect(await stream.chunk(1)).toContain('<t:CreatedEvent>')
  expect(lab.mistakes).toEqual([])
})

it('shows on each side when people of the other are busy', async () => {
  await using lab = await hybrid()
  await onPremises(lab, meetingRequest('Both sides', CAROL), ALICE)
  const question = (address: string) =>
    '<m:GetUserAvailabilityRequest><t:TimeZone><t:Bias>0</t:Bias>' +
    '<t:StandardTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>11</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime>' +
    '<t:DaylightTime><t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>2</t:DayOrder><t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>' +
    `<m:MailboxDataArray><t:MailboxData><t:Email><t:Address>${address}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray>` +
    '<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-03-03T09:00:00</t:StartTime><t:EndTime>2026-03-03T10:00:00</t:EndTime></t:TimeWindow>' +
    '<t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>MergedOnly</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>'

  const carols = await onPremises(lab, question(CAROL), ALICE)
  const alices = await online(lab, question(ALICE), CAROL)

  expect(carols.document).toContain('>11</MergedFreeBusy>')
  expect(alices.document).toContain('>22</MergedFreeBusy>')
})

it('moves a mailbox to Exchange Online with its ids, and says so in the directory', async () => {
  await using lab = await hybrid()
  const before = await onPremises(lab, CALENDAR, ALICE)
  const subscribed = await onPremises(lab, subscribeRequest(['CreatedEvent']), ALICE)
  const id = textIn(subscribed.document, 'SubscriptionId')

  lab.exchange.moves.request({
    recipient: guidOf(lab, ALICE),
    targetDeliveryDomain: lab.exchange.online?.routingDomain ?? '',
  })
  await finishMove(lab)
  const there = await online(lab, CALENDAR, ALICE)
  const here = await onPremises(lab, CALENDAR, ALICE)
  const stream = await onPremises(lab, streamRequest([id]), 'bob@ent-pa.example')

  expect(/FolderId Id="([^"]*)"/.exec(there.document)?.[1]).toBe(
    /FolderId Id="([^"]*)"/.exec(before.document)?.[1],
  )
  expect([there.code, here.code, stream.code]).toEqual([
    'NoError',
    'ErrorNonExistentMailbox',
    'ErrorSubscriptionNotFound',
  ])
  expect(lab.directory.recipients.byAddress(ALICE)).toMatchObject({
    kind: 'remote',
    mailboxGuid: undefined,
    targetAddress: 'alice@ent-pa.mail.onmicrosoft.com',
    proxyAddresses: ['SMTP:alice@ent-pa.example', 'smtp:alice@ent-pa.mail.onmicrosoft.com'],
  })
})

it('moves a mailbox back', async () => {
  await using lab = await hybrid()

  lab.exchange.moves.request({ recipient: guidOf(lab, CAROL), target: 'DB01' })
  await finishMove(lab)

  expect((await onPremises(lab, CALENDAR, CAROL)).code).toBe('NoError')
  expect((await online(lab, CALENDAR, CAROL)).code).toBe('ErrorNonExistentMailbox')
  expect(lab.directory.recipients.byAddress(CAROL)).toMatchObject({ kind: 'user', targetAddress: undefined })
})

it('refuses a mailbox at the end of its move on both sides', async () => {
  await using lab = await hybrid()
  lab.exchange.moves.request({ recipient: guidOf(lab, CAROL), target: 'DB01' })

  await lab.clock.advanceTo(instant(lab.clock.now() + 36_000))

  expect((await online(lab, CALENDAR, CAROL)).code).toBe('ErrorMailboxMoveInProgress')
})

it('moves nothing to an Exchange Online that is not there', async () => {
  await using lab = await startExchangeLab()
  const order = { recipient: guidOf(lab, ALICE), targetDeliveryDomain: 'ent-pa.mail.onmicrosoft.com' }

  expect(() => lab.exchange.moves.request(order)).toThrow('The mailbox cannot move')
  expect(lab.exchange.online).toBeUndefined()
})

it('gives who becomes remote a mailbox in Exchange Online, where meetings arrive', async () => {
  await using lab = await hybrid()
  const dave = 'dave@ent-pa.example'
  const made = await lab.exchange.shell.run(
    'New-RemoteMailbox -Name Dave -UserPrincipalName dave@ent-pa.example -Password (ConvertTo-SecureString "Passw0rd!Dave" -AsPlainText -Force)',
  )

  await onPremises(lab, meetingRequest('There', dave), ALICE)
  const found = await online(
    lab,
    '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape><m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>',
    dave,
  )

  expect(made.filter(({ kind }) => kind === 'error')).toEqual([])
  expect(found.document).toContain('<t:Subject>Plan</t:Subject>')
})
