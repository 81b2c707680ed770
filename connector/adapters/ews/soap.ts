import { ConnectorError } from '../../error.js'
import { escapeXml, find, parseXml, textAt, type XmlElement } from '../xml.js'

/** The oldest version that has all we use (streaming is 2010 SP1, HC-048); newer servers accept it too. @source ews.md 1.7 */
const SERVER_VERSION = 'Exchange2010_SP2'

const NAMESPACES = [
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
  'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"',
  'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"',
].join(' ')

/** A SOAP request; `impersonate` is the primary address of the user it acts for (HC-010), null for none. */
export function renderEnvelope(body: string, impersonate: string | null): string {
  const impersonation =
    impersonate === null
      ? ''
      : `<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${escapeXml(impersonate)}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  return (
    `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${NAMESPACES}>` +
    `<s:Header><t:RequestServerVersion Version="${SERVER_VERSION}"/>${impersonation}</s:Header>` +
    `<s:Body>${body}</s:Body></s:Envelope>`
  )
}

/** The operation's response element. @throws ConnectorError EWS_ERROR for a SOAP fault. */
export function parseEnvelope(text: string): XmlElement {
  const body = find(parseXml(text), 'Body')
  const content = body?.children[0]
  if (content === undefined) {
    throw new ConnectorError('UNEXPECTED_ANSWER', { message: 'Exchange answered without a SOAP body.' })
  }
  if (content.name === 'Fault') throw faultError(content)
  return content
}

function faultError(fault: XmlElement): ConnectorError {
  const detail = find(fault, 'detail')
  const code = detail === null ? '' : textAt(detail, 'ResponseCode')
  return ewsError(
    code === '' ? textAt(fault, 'faultcode').replace(/^.*:/, '') : code,
    textAt(fault, 'faultstring'),
    detail,
  )
}

/** The response messages of an answer, one per item asked for. @throws ConnectorError EWS_ERROR for the first error among them. */
export function responseMessages(response: XmlElement): readonly XmlElement[] {
  const messages = find(response, 'ResponseMessages')?.children ?? []
  for (const message of messages) requireSuccess(message)
  return messages
}

/** @throws ConnectorError EWS_ERROR for a message that says so, UNEXPECTED_ANSWER when there is none. */
export function requireSuccess(message: XmlElement | null): void {
  if (message === null) {
    throw new ConnectorError('UNEXPECTED_ANSWER', {
      message: 'Exchange answered without a response message.',
    })
  }
  if (message.attributes['ResponseClass'] !== 'Error') return
  throw ewsError(textAt(message, 'ResponseCode'), textAt(message, 'MessageText'), message)
}

/** The single response message of an operation that asked for one thing. */
export function onlyMessage(response: XmlElement): XmlElement {
  const [message] = responseMessages(response)
  if (message === undefined) {
    throw new ConnectorError('UNEXPECTED_ANSWER', {
      message: 'Exchange answered without a response message.',
    })
  }
  return message
}

function ewsError(code: string, text: string, detail: XmlElement | null): ConnectorError {
  const backOffMs = detail === null ? undefined : backOffIn(detail)
  const inner = detail === null ? undefined : messageValue(detail, 'InnerErrorResponseCode')
  return new ConnectorError('EWS_ERROR', {
    message: text,
    reason: code === 'ErrorInternalServerError' ? (inner ?? code) : code,
    ...(backOffMs === undefined ? {} : { backOffMs }),
  })
}

/** How long Exchange asks us to stay away: in the detail of a fault, or in a response message. @source ews.md 7.4 */
export function backOffIn(detail: XmlElement): number | undefined {
  const ms = Number.parseInt(messageValue(detail, 'BackOffMilliseconds') ?? '', 10)
  return ms >= 0 ? ms : undefined
}

/** One of the named values of MessageXml. @source ews.md 1.6 */
function messageValue(detail: XmlElement, name: string): string | undefined {
  return find(detail, 'MessageXml')?.children.find(({ attributes }) => attributes['Name'] === name)?.text
}
