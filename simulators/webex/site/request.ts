import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { refuse } from './exceptions.js'

const text = z
  .string()
  .transform((value) => (value === '' ? undefined : value))
  .optional()

/**
 * The header of a request: which site, who asks, and what proves it. Fields beside these are let be, among them
 * `returnAdditionalInfo`: what it adds is not published.
 */
const securityContext = z.preprocess(
  (value) => (value === '' ? {} : value),
  z.object({
    siteName: text,
    siteID: text,
    partnerID: text,
    webExID: text,
    email: text,
    password: text,
    sessionTicket: text,
    webExAccessToken: text,
  }),
)

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
  /** The elements of the body by their names: texts, children and lists of them. */
  readonly content: Readonly<Record<string, unknown>>
}

/** Reads a request; names count without their prefix. Throws the fault for what is no request. */
export function parseRequest(xml: string): SiteRequest {
  const parsed = message.safeParse(parseXml(xml))
  if (!parsed.success) throw refuse('invalid', { reason: 'No header and body of a request' })

  const { header, body } = parsed.data.message
  const { '@type': type, ...content } = body.bodyContent
  return { operation: operationOf(type), context: header.securityContext, content: withoutText(content) }
}

/** The body by the encoding that its declaration names: some clients send ISO-8859-1. @source webex.md 13 */
export function decodeXml(bytes: Buffer): string {
  const declaration = bytes.subarray(0, 100).toString('latin1')
  return bytes.toString(/encoding=["']iso-8859-1["']/i.test(declaration) ? 'latin1' : 'utf8')
}

/** The bindings that a schema type stands for by its prefix. */
const BINDINGS: Readonly<Record<string, string>> = {
  use: 'user',
  meet: 'meeting',
  site: 'site',
  ns1: 'site',
  ep: 'ep',
}

/**
 * `java:com.webex.service.binding.user.GetUser`, which the samples send without its beginning as well, or the
 * schema type `use:getUser`. @source developer.cisco.com, LstTimeZone; a thread of developer.webex.com on exception 040007
 */
function operationOf(type: string): string {
  const [prefix = '', name] = type.split(':')
  const binding = BINDINGS[prefix]
  if (name === undefined || binding === undefined) {
    return type.replace(/^java:/, '').replace(/^com\.webex\.service\.binding\./, '')
  }
  return `${binding}.${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

function withoutText(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== '#text'))
}

function parseXml(xml: string): unknown {
  if (xml.includes('<!DOCTYPE')) throw refuse('invalid', { reason: 'A request has no document type' })

  const parser = new XMLParser({
    removeNSPrefix: true,
    ignoreAttributes: (name) => name !== 'type',
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    htmlEntities: true,
  })
  try {
    return parser.parse(xml, true)
  } catch {
    // The parser's message would repeat what was sent, which holds a password.
    throw refuse('invalid', { reason: 'Not well-formed XML' })
  }
}
