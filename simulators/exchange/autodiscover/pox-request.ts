import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'

/** @source ews.md 8.2 */
const REQUEST_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'

/** What a client wants to know: whose settings, and in which form. */
export interface PoxRequest {
  /** An SMTP address or a legacyExchangeDN. */
  readonly identity: string
  readonly acceptableResponseSchema: string
}

const text = z.string().trim()
const documentSchema = z.object({
  Autodiscover: z.object({
    Request: z.object({
      EMailAddress: text.optional(),
      LegacyDN: text.optional(),
      AcceptableResponseSchema: text.optional(),
    }),
  }),
})

const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, ignoreDeclaration: true })

/** Reads a request; undefined when it is none, which the product answers with error 600. */
export function parsePoxRequest(xml: string): PoxRequest | undefined {
  if (xml.includes('<!DOCTYPE') || !xml.includes(REQUEST_SCHEMA)) return undefined
  if (XMLValidator.validate(xml) !== true) return undefined

  const document = documentSchema.safeParse(parser.parse(xml))
  if (!document.success) return undefined
  const { EMailAddress, LegacyDN, AcceptableResponseSchema = '' } = document.data.Autodiscover.Request
  const identity = EMailAddress ?? LegacyDN ?? ''
  return identity === '' ? undefined : { identity, acceptableResponseSchema: AcceptableResponseSchema }
}
