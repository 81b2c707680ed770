import { child, readXml } from '../xml-element.js'

/** @source ews.md 8.2 */
const REQUEST_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'

/** What a client wants to know: whose settings, and in which form. */
export interface PoxRequest {
  /** An SMTP address or a legacyExchangeDN. */
  readonly identity: string
  readonly acceptableResponseSchema: string
}

/** Reads a request; undefined when it is none, which the product answers with error 600. */
export function parsePoxRequest(xml: string): PoxRequest | undefined {
  const root = readXml(xml)
  if (root?.uri !== REQUEST_SCHEMA || root.local !== 'Autodiscover') return undefined
  const request = child(root, { uri: REQUEST_SCHEMA, local: 'Request' })
  if (request === undefined) return undefined

  const textOf = (local: string) => child(request, { uri: REQUEST_SCHEMA, local })?.text ?? ''
  const identity = textOf('EMailAddress') || textOf('LegacyDN')
  if (identity === '') return undefined
  return { identity, acceptableResponseSchema: textOf('AcceptableResponseSchema') }
}
