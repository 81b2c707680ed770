import { ClientError } from '../client-error.js'
import { type XmlElement, at, childrenAt, descendants, textAt } from '../xml/element.js'
import { parseXml } from '../xml/parse.js'

/** @source ews.md 0: the three namespaces of an EWS request. */
const NAMESPACES = [
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
  'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"',
  'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"',
].join(' ')

/** Wraps an operation's element (prefixes `m:` and `t:`) into a SOAP 1.1 envelope. */
export function renderEnvelope(operation: string, requestServerVersion: string): string {
  const header = `<t:RequestServerVersion Version="${requestServerVersion}"/>`
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${NAMESPACES}><s:Header>${header}</s:Header><s:Body>${operation}</s:Body></s:Envelope>`
}

/** The answer's element inside the body. Throws a ClientError with the server's code for a SOAP fault. */
export function parseResponse(envelope: string): XmlElement {
  const body = at(parseXml(envelope), 'Body')
  const fault = at(body, 'Fault')
  if (fault !== undefined) throw faultError(fault)
  const [response] = body?.children ?? []
  if (response !== undefined) return response
  throw new ClientError('CLIENT_RESPONSE', 'The SOAP body of the answer is empty. Look at it in the journal.')
}

/** The response messages of an answer in the usual form, one per requested item. */
export function responseMessages(response: XmlElement): readonly XmlElement[] {
  return childrenAt(response, 'ResponseMessages')
}

/** Throws a ClientError with the message's code unless the response message says Success or Warning. */
export function requireSuccess(message: XmlElement): XmlElement {
  if (message.attributes['ResponseClass'] !== 'Error') return message
  const code = textAt(message, 'ResponseCode') ?? 'CLIENT_RESPONSE'
  throw new ClientError(
    code,
    `Exchange refused ${message.name.replace('ResponseMessage', '')}: ${textAt(message, 'MessageText')}`,
  )
}

function faultError(fault: XmlElement): ClientError {
  const code = descendants(fault, 'ResponseCode')[0]?.text ?? textAt(fault, 'faultcode') ?? 'CLIENT_FAULT'
  const violation = descendants(fault, 'Violation')[0]?.text
  const reason = [textAt(fault, 'faultstring'), violation].filter((part) => part !== undefined).join(' ')
  return new ClientError(code, `Exchange answered a SOAP fault: ${reason}`)
}
