import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { refuse } from './exceptions.js'

const text = z.coerce.string()

/** The header of a request: which site, who asks, and what proves it. Fields beside these are let be. */
const securityContext = z.object({
  siteName: text.optional(),
  siteID: text.optional(),
  webExID: text.optional(),
  email: text.optional(),
  password: text.optional(),
  sessionTicket: text.optional(),
})

export type SecurityContext = z.output<typeof securityContext>

const message = z.object({
  message: z.object({
    header: z.object({ securityContext }),
    body: z.object({ bodyContent: z.looseObject({ '@type': z.string() }) }),
  }),
})

/** A request of the XML API. `operation` is `user.GetUser`: the binding and the name of the request type. */
export interface SiteRequest {
  readonly operation: string
  readonly context: SecurityContext
  /** The text of a child of the body, by its name; undefined for one that is absent or has children. */
  readonly field: (name: string) => string | undefined
}

/** Reads a request; names count without their prefix. Throws the fault for what is no request. */
export function parseRequest(xml: string): SiteRequest {
  const parsed = message.safeParse(parseXml(xml))
  if (!parsed.success) throw refuse('malformed')

  const { header, body } = parsed.data.message
  const { '@type': type, ...fields } = body.bodyContent
  return {
    operation: type.replace(/^java:com\.webex\.service\.binding\./, ''),
    context: header.securityContext,
    field(name) {
      const value = fields[name]
      return typeof value === 'string' ? value : undefined
    },
  }
}

/** The body by the encoding that its declaration names: some clients send ISO-8859-1. @source webex.md 13 */
export function decodeXml(bytes: Buffer): string {
  const declaration = bytes.subarray(0, 100).toString('latin1')
  return bytes.toString(/encoding=["']iso-8859-1["']/i.test(declaration) ? 'latin1' : 'utf8')
}

function parseXml(xml: string): unknown {
  if (xml.includes('<!DOCTYPE')) throw refuse('malformed')

  const parser = new XMLParser({
    removeNSPrefix: true,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
  })
  try {
    return parser.parse(xml, true)
  } catch {
    // The parser's message would repeat what was sent, which holds a password.
    throw refuse('malformed')
  }
}
