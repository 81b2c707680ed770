import { formatMilliseconds, type ReadyDocument } from '../../../doors/index.js'
import type { Ask } from './ask.js'
import type { ScenarioMeeting, ScenarioPerson, SeenByPerson } from './decorated-meeting.js'

type Instant = Parameters<typeof formatMilliseconds>[0]

const HOUR_MS = 3_600_000
const SCHEMAS = 'http://schemas.microsoft.com/exchange/services/2006'
const PROPERTY =
  '<t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="TMS:ExternalConferenceData" PropertyType="String"/>'

/** Someone who writes SOAP by hand: nothing of this project's clients is used. */
export function soapPerson(ask: Ask, ready: ReadyDocument, alias: string): ScenarioPerson {
  const account = ready.users.find(({ mail }) => mail.startsWith(`${alias}@`))
  const call = (operation: string): Promise<string> =>
    ask({
      method: 'POST',
      url: ready.exchange.ewsHttp,
      user: `${account?.upn}:${account?.password}`,
      contentType: 'text/xml; charset=utf-8',
      body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="${SCHEMAS}/messages" xmlns:t="${SCHEMAS}/types"><s:Header><t:RequestServerVersion Version="Exchange2013_SP1"/></s:Header><s:Body>${operation}</s:Body></s:Envelope>`,
    })
  return {
    mail: account?.mail ?? '',
    async schedules(meeting) {
      const clock = await ask({ method: 'GET', url: `${ready.admin}/v1/clock` })
      const { now } = JSON.parse(clock) as { now: Instant }
      return call(createItem(meeting, now))
    },
    async sees(subject) {
      const id = /<t:ItemId [^>]*\bId="([^"]+)"/.exec(await call(findItem(subject)))?.[1]
      return id === undefined ? undefined : seen(await call(getItem(id)))
    },
  }
}

function createItem({ subject, location, invitees }: ScenarioMeeting, now: number): string {
  const start = iso(now + HOUR_MS)
  const end = iso(now + 2 * HOUR_MS)
  const attendees = invitees.map(
    (mail) => `<t:Attendee><t:Mailbox><t:EmailAddress>${mail}</t:EmailAddress></t:Mailbox></t:Attendee>`,
  )
  return `<m:CreateItem SendMeetingInvitations="SendToAllAndSaveCopy"><m:Items><t:CalendarItem><t:Subject>${subject}</t:Subject><t:Start>${start}</t:Start><t:End>${end}</t:End><t:Location>${location}</t:Location><t:RequiredAttendees>${attendees.join('')}</t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>`
}

function iso(epochMs: number): string {
  return formatMilliseconds(epochMs as Instant)
}

function findItem(subject: string): string {
  return `<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:Restriction><t:IsEqualTo><t:FieldURI FieldURI="item:Subject"/><t:FieldURIOrConstant><t:Constant Value="${subject}"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction><m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>`
}

function getItem(id: string): string {
  return `<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape><t:AdditionalProperties>${PROPERTY}</t:AdditionalProperties></m:ItemShape><m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:GetItem>`
}

function seen(answer: string): SeenByPerson {
  const [, type = '', content = ''] = /<t:Body BodyType="(\w+)"[^>]*>([^]*?)<\/t:Body>/.exec(answer) ?? []
  const property = /PropertyName="TMS:ExternalConferenceData"[^]*?<t:Value>([^<]*)<\/t:Value>/.exec(
    answer,
  )?.[1]
  return {
    location: /<t:Location>([^<]*)<\/t:Location>/.exec(answer)?.[1] ?? '',
    body: { type, content: content.replaceAll('&#xD;', '\r') },
    extendedProperties: property === undefined ? {} : { 'TMS:ExternalConferenceData': property },
  }
}
