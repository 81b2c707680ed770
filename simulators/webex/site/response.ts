import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'
import type { SiteFault } from './exceptions.js'

/** An element: its name with prefix, and its text or its children. */
export type SiteElement = readonly [name: string, content: string | readonly SiteElement[]]

/** What an operation answers: the type of the body and its elements, in order. */
export interface SiteAnswer {
  /** `use:getUserResponse` */
  readonly type: string
  readonly content: readonly SiteElement[]
}

const SERVICE = 'http://www.webex.com/schemas/2002/06/service'

/** The namespaces beside `serv` and `com`, by the prefix of the body's type. @source webex.md 13 */
const NAMESPACES: Readonly<Record<string, string>> = {
  use: `${SERVICE}/user`,
  ns1: `${SERVICE}/site`,
}

/** @source webex.md 13 */
export const RESPONSE_HEADERS = {
  'content-type': 'text/xml;charset=UTF-8',
  pragma: 'no-cache',
  'cache-control': 'no-cache',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
} as const

export function renderSuccess({ type, content }: SiteAnswer): string {
  const prefix = type.split(':')[0] ?? ''
  const message = createMessage(
    [
      ['serv:result', 'SUCCESS'],
      ['serv:gsbStatus', 'PRIMARY'],
    ],
    { [`xmlns:${prefix}`]: NAMESPACES[prefix] ?? SERVICE },
  )
  const body = message.ele('serv:bodyContent', {
    'xsi:type': type,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  })
  append(body, content)
  return message.doc().end()
}

export function renderFailure({ id, message: reason }: SiteFault): string {
  const message = createMessage([
    ['serv:result', 'FAILURE'],
    ['serv:reason', reason],
    ['serv:gsbStatus', 'PRIMARY'],
    ['serv:exceptionID', id],
  ])
  return message.ele('serv:bodyContent').doc().end()
}

/** The envelope with its header; what is returned is its body. */
function createMessage(
  response: readonly SiteElement[],
  namespaces: Record<string, string> = {},
): XMLBuilder {
  const message = create({ version: '1.0', encoding: 'UTF-8' }).ele('serv:message', {
    'xmlns:serv': SERVICE,
    'xmlns:com': `http://www.webex.com/schemas/2002/06/common`,
    ...namespaces,
  })
  append(message.ele('serv:header').ele('serv:response'), response)
  return message.ele('serv:body')
}

function append(parent: XMLBuilder, elements: readonly SiteElement[]): void {
  for (const [name, content] of elements) {
    if (typeof content === 'string') parent.ele(name).txt(content)
    else append(parent.ele(name), content)
  }
}
