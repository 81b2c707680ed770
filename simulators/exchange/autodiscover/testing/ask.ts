import { PASSWORD, SERVICE_ACCOUNT, type startExchangeLab } from '../../testing/exchange-lab.js'
import { rawPost, type RawAnswer, type RawPost } from '../../testing/raw-post.js'

export type ExchangeLab = Awaited<ReturnType<typeof startExchangeLab>>

export const POX_PATH = '/autodiscover/autodiscover.xml'
export const SOAP_PATH = '/autodiscover/autodiscover.svc'
export const REQUEST_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'
export const RESPONSE_SCHEMA =
  'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'
const AUTODISCOVER = 'http://schemas.microsoft.com/exchange/2010/Autodiscover'

export const credentials = `${SERVICE_ACCOUNT}:${PASSWORD}`

/** Asks with the service account's credentials, unless told otherwise. */
export function ask(lab: ExchangeLab, request: Partial<RawPost>): Promise<RawAnswer> {
  return rawPost({ port: lab.port, credentials, ...request })
}

/** The body of an answer, empty when it has none. */
export function textOf(answer: RawAnswer): Promise<string> {
  return /content-length: 0\b/i.test(answer.head) ? Promise.resolve('') : answer.chunk(0)
}

/** A header of an answer. */
export function headerOf({ head }: RawAnswer, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
}

export function poxRequest(address: string, schema = RESPONSE_SCHEMA): string {
  return (
    `<?xml version="1.0"?><Autodiscover xmlns="${REQUEST_SCHEMA}"><Request><EMailAddress>${address}</EMailAddress>` +
    `<AcceptableResponseSchema>${schema}</AcceptableResponseSchema></Request></Autodiscover>`
  )
}

export async function askPox(
  lab: ExchangeLab,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  return textOf(await ask(lab, { path: POX_PATH, body, headers }))
}

export interface SoapQuestion {
  readonly operation?: string
  readonly action?: string | null
  readonly version?: string | null
  /** What is inside of `Request`. */
  readonly request: string
}

/** An envelope as the Managed API writes it; `null` leaves a header out. */
export function soapRequest({
  operation = 'GetUserSettings',
  action = `${AUTODISCOVER}/Autodiscover/${operation}`,
  version = 'Exchange2013',
  request,
}: SoapQuestion): string {
  const header = (name: string, value: string | null) => (value === null ? '' : `<${name}>${value}</${name}>`)
  return (
    `<soap:Envelope xmlns:a="${AUTODISCOVER}" xmlns:wsa="http://www.w3.org/2005/08/addressing" ` +
    'xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>' +
    header('a:RequestedServerVersion', version) +
    header('wsa:Action', action) +
    '<wsa:To>https://lab/autodiscover/autodiscover.svc</wsa:To></soap:Header><soap:Body>' +
    `<a:${operation}RequestMessage><a:Request>${request}</a:Request></a:${operation}RequestMessage>` +
    '</soap:Body></soap:Envelope>'
  )
}

export function usersRequest(users: readonly string[], settings: readonly string[]): string {
  return (
    `<a:Users>${users.map((user) => `<a:User><a:Mailbox>${user}</a:Mailbox></a:User>`).join('')}</a:Users>` +
    requestedSettings(settings)
  )
}

export function domainsRequest(domains: readonly string[], settings: readonly string[]): string {
  const each = domains.map((domain) => `<a:Domain>${domain}</a:Domain>`).join('')
  return `<a:Domains>${each}</a:Domains>${requestedSettings(settings)}`
}

function requestedSettings(settings: readonly string[]): string {
  const each = settings.map((setting) => `<a:Setting>${setting}</a:Setting>`).join('')
  return `<a:RequestedSettings>${each}</a:RequestedSettings>`
}

export async function askSoap(lab: ExchangeLab, question: SoapQuestion): Promise<string> {
  return textOf(await ask(lab, { path: SOAP_PATH, body: soapRequest(question) }))
}
