import { renderRefusal, type SiteFault } from './exceptions.js'
import { writeElement, type SiteElement } from './xml/write-xml.js'

/** What an operation answers: the type of the body and its elements, in order. */
export interface SiteAnswer {
  /** `use:getUserResponse` */
  readonly type: string
  readonly content: readonly SiteElement[]
}

const SERVICE = 'http://www.webex.com/schemas/2002/06/service'

/**
 * The namespaces beside `serv` and `com` that the replies of a binding declare, failures among them.
 * @source webex.md 13; @observed webex_xml_api, recorded replies of `user` and `meeting`; @inferred `ep`
 */
const NAMESPACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  user: { 'xmlns:use': `${SERVICE}/user` },
  meeting: { 'xmlns:meet': `${SERVICE}/meeting`, 'xmlns:att': `${SERVICE}/attendee` },
  site: { 'xmlns:ns1': `${SERVICE}/site`, 'xmlns:event': `${SERVICE}/event` },
  ep: { 'xmlns:ep': `${SERVICE}/ep`, 'xmlns:meet': `${SERVICE}/meeting` },
}

/** @observed webex_xml_api, recorded replies */
export const RESPONSE_HEADERS = {
  pragma: 'no-cache',
  'cache-control': 'no-cache',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  'content-type': 'text/xml;charset=UTF-8',
  'strict-transport-security': 'max-age=31536000; includeSubDomains;preload',
} as const

export function renderSuccess({ type, content }: SiteAnswer, operation: string): string {
  const response: readonly SiteElement[] = [
    ['serv:result', 'SUCCESS'],
    ['serv:gsbStatus', 'PRIMARY'],
  ]
  const attributes = { 'xsi:type': type, 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }
  return renderMessage(operation, response, writeElement('serv:bodyContent', content, attributes))
}

/** `operation` is undefined for what could not be read as a request. */
export function renderFailure(fault: SiteFault, operation: string | undefined): string {
  return renderMessage(operation, renderRefusal(fault), '<serv:bodyContent/>')
}

function renderMessage(
  operation: string | undefined,
  response: readonly SiteElement[],
  bodyContent: string,
): string {
  const namespaces = {
    'xmlns:serv': SERVICE,
    'xmlns:com': 'http://www.webex.com/schemas/2002/06/common',
    ...NAMESPACES[operation?.split('.')[0] ?? ''],
  }
  const declared = Object.entries(namespaces).map(([name, uri]) => ` ${name}="${uri}"`)
  const header = writeElement('serv:header', [['serv:response', response]])
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<serv:message${declared.join('')}>` +
    `${header}<serv:body>${bodyContent}</serv:body></serv:message>`
  )
}
