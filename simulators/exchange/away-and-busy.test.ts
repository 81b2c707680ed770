import { expect, it } from 'vitest'
import { MESSAGES_NAMESPACE, TYPES_NAMESPACE } from './ews/codec/namespaces.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from './testing/exchange-lab.js'
import { rawPost } from './testing/raw-post.js'
import { meetingRequest, soapEnvelope } from './testing/soap.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const ALICE = 'alice@ent-pa.example'
const BOB = 'bob@ent-pa.example'
const NEVER =
  '<t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek>'
const UTC = `<t:TimeZone><t:Bias>0</t:Bias><t:StandardTime>${NEVER}</t:StandardTime><t:DaylightTime>${NEVER}</t:DaylightTime></t:TimeZone>`

async function post(lab: Lab, body: string, impersonate?: string) {
  const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`
  const answer = await rawPost({ port: lab.port, credentials, body: soapEnvelope(body, impersonate) })
  return { status: answer.status, document: await answer.chunk(0) }
}

function read(address: string): string {
  return `<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>${address}</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>`
}

function set(address: string, state: string): string {
  const settings =
    `<t:OofState>${state}</t:OofState><t:ExternalAudience>Known</t:ExternalAudience>` +
    '<t:Duration><t:StartTime>2026-03-02T08:00:00</t:StartTime><t:EndTime>2026-03-09T08:00:00</t:EndTime></t:Duration>' +
    '<t:InternalReply xml:lang="de-CH"><t:Message>&lt;p&gt;Weg&lt;/p&gt;</t:Message></t:InternalReply><t:ExternalReply/>'
  return `<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>${address}</t:Address></t:Mailbox><t:UserOofSettings>${settings}</t:UserOofSettings></m:SetUserOofSettingsRequest>`
}

function availability(until: string, ...addresses: readonly string[]): string {
  const mailboxes = addresses.map(
    (address) =>
      `<t:MailboxData><t:Email><t:Address>${address}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData>`,
  )
  const options =
    `<t:TimeWindow><t:StartTime>2026-03-03T00:00:00</t:StartTime><t:EndTime>${until}</t:EndTime></t:TimeWindow>` +
    '<t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>FreeBusyMerged</t:RequestedView>'
  return `<m:GetUserAvailabilityRequest>${UTC}<m:MailboxDataArray>${mailboxes.join('')}</m:MailboxDataArray><t:FreeBusyViewOptions>${options}</t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>`
}

it('lets an impersonating connector read and set the replies of whom it acts for, in the form of the wire', async () => {
  await using lab = await startExchangeLab()

  const before = await post(lab, set(ALICE, 'Scheduled'), ALICE)
  const { document } = await post(lab, read(ALICE), ALICE)

  const success =
    '<ResponseMessage ResponseClass="Success"><ResponseCode>NoError</ResponseCode></ResponseMessage>'
  expect(before.document).toContain(
    `<SetUserOofSettingsResponse xmlns="${MESSAGES_NAMESPACE}">${success}</SetUserOofSettingsResponse>`,
  )
  expect(document).toContain(
    `<GetUserOofSettingsResponse xmlns="${MESSAGES_NAMESPACE}">${success}` +
      `<OofSettings xmlns="${TYPES_NAMESPACE}"><OofState>Scheduled</OofState><ExternalAudience>Known</ExternalAudience>` +
      '<Duration><StartTime>2026-03-02T08:00:00Z</StartTime><EndTime>2026-03-09T08:00:00Z</EndTime></Duration>' +
      '<InternalReply xml:lang="de-CH"><Message>&lt;p&gt;Weg&lt;/p&gt;</Message></InternalReply>' +
      '<ExternalReply><Message/></ExternalReply></OofSettings><AllowExternalOof>All</AllowExternalOof>',
  )
  expect(lab.mistakes).toEqual([])
})

it.each([
  ['by another whom it acts for', BOB],
  ['without acting for anybody', undefined],
])('refuses to read replies %s, and journals it', async (_who, impersonate) => {
  await using lab = await startExchangeLab()

  const { status, document } = await post(lab, read(ALICE), impersonate)

  expect(status).toBe(200)
  expect(document).toContain('<ResponseCode>ErrorAccessDenied</ResponseCode>')
  const entry = await lab.core.journal.waitFor(({ operation }) => operation === 'GetUserOofSettings')
  expect(entry.outcome).toBe('ErrorAccessDenied')
})

it('keeps the settings when the server starts again', async () => {
  await using lab = await startExchangeLab()
  await post(lab, set(ALICE, 'Enabled'), ALICE)

  await lab.exchange.restart()

  const { document } = await post(lab, read(ALICE), ALICE)
  expect(document).toContain('<OofState>Enabled</OofState>')
})

it('tells a connector without a mailbox of its own who is busy, and journals who is unknown', async () => {
  await using lab = await startExchangeLab()
  await post(lab, meetingRequest('Room 5', BOB), ALICE)

  const { document } = await post(lab, availability('2026-03-04T00:00:00', ALICE, 'nobody@ent-pa.example'))

  const types = `xmlns="${TYPES_NAMESPACE}"`
  expect(document).toContain(`<MergedFreeBusy ${types}>000000000200000000000000</MergedFreeBusy>`)
  expect(document).toContain(
    `<FreeBusyView><FreeBusyViewType ${types}>None</FreeBusyViewType></FreeBusyView>`,
  )
  const entry = await lab.core.journal.waitFor(({ operation }) => operation === 'GetUserAvailability')
  expect(entry.outcome).toBe('ErrorMailRecipientNotFound')
})

it('faults a question about too long a time', async () => {
  await using lab = await startExchangeLab()

  const { status, document } = await post(lab, availability('2026-05-05T00:00:00', ALICE))

  expect(status).toBe(500)
  expect(document).toContain(
    '<faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:ErrorTimeIntervalTooBig',
  )
})

it('defines all its time zones as the schema wants them', async () => {
  await using lab = await startExchangeLab()

  const { document } = await post(lab, '<m:GetServerTimeZones ReturnFullTimeZoneData="true"/>')

  expect(document).toContain('<t:TimeZoneDefinition Id="W. Europe Standard Time"')
  expect(lab.mistakes).toEqual([])
})
