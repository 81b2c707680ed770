import type { Fate, Sabotage } from '../relays/sabotage.js'
import type { WireAnswer, WireRequest } from '../relays/wire.js'
import { isEws } from './wire-edits.js'

const NAMESPACES =
  'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"'

const SUCCESS = '<m:ResponseCode>NoError</m:ResponseCode>'

/** What Exchange would say to an operation that did nothing. @source ews.md 4 */
export const EMPTY_ANSWERS = {
  ConvertId: messages(
    'ConvertId',
    `${SUCCESS}<m:AlternateId xsi:type="t:AlternateIdType" Format="EntryId" Id="AA==" Mailbox="probe@invalid"/>`,
  ),
  GetFolder: messages(
    'GetFolder',
    `${SUCCESS}<m:Folders><t:CalendarFolder><t:FolderId Id="AAMkAD" ChangeKey="AgAA"/><t:DisplayName>Calendar</t:DisplayName></t:CalendarFolder></m:Folders>`,
  ),
  SyncFolderItems: messages(
    'SyncFolderItems',
    `${SUCCESS}<m:SyncState>H4sIAA==</m:SyncState><m:IncludesLastItemInRange>true</m:IncludesLastItemInRange><m:Changes/>`,
  ),
  Unsubscribe: messages('Unsubscribe', SUCCESS),
  GetUserAvailabilityRequest: envelope(
    `<m:GetUserAvailabilityResponse ${NAMESPACES}><m:FreeBusyResponseArray><m:FreeBusyResponse><m:ResponseMessage ResponseClass="Success">${SUCCESS}</m:ResponseMessage><m:FreeBusyView><t:FreeBusyViewType>Detailed</t:FreeBusyViewType></m:FreeBusyView></m:FreeBusyResponse></m:FreeBusyResponseArray></m:GetUserAvailabilityResponse>`,
  ),
  GetUserOofSettingsRequest: envelope(
    `<m:GetUserOofSettingsResponse ${NAMESPACES}><m:ResponseMessage ResponseClass="Success">${SUCCESS}</m:ResponseMessage><t:OofSettings><t:OofState>Disabled</t:OofState><t:ExternalAudience>None</t:ExternalAudience></t:OofSettings><m:AllowExternalOof>All</m:AllowExternalOof></m:GetUserOofSettingsResponse>`,
  ),
} as const satisfies Readonly<Record<string, WireAnswer>>

/** Keeps requests of an operation from Exchange; the node is told that there was nothing. */
export function withholding(
  operation: keyof typeof EMPTY_ANSWERS,
  isMeant: (request: WireRequest) => boolean = () => true,
): Sabotage {
  return {
    request: (request): Fate =>
      isEws(request, operation) && isMeant(request)
        ? { kind: 'swallowed', answer: EMPTY_ANSWERS[operation] }
        : { kind: 'forwarded', request },
  }
}

function messages(operation: string, content: string): WireAnswer {
  return envelope(
    `<m:${operation}Response ${NAMESPACES}><m:ResponseMessages><m:${operation}ResponseMessage ResponseClass="Success">${content}</m:${operation}ResponseMessage></m:ResponseMessages></m:${operation}Response>`,
  )
}

function envelope(content: string): WireAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body>${content}</s:Body></s:Envelope>`,
  }
}
