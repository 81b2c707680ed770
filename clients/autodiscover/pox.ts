import { text } from 'node:stream/consumers'

import { ClientError } from '../client-error.js'
import { type ConnectionOptions, openAuthenticated } from '../http/authenticated-connection.js'
import { type XmlElement, at, descendants, textAt } from '../xml/element.js'
import { parseXml } from '../xml/parse.js'
import { element, textElement } from '../xml/write.js'

/** @source ews.md 8.2 */
const REQUEST = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'
const RESPONSE = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

export type AutodiscoverAnswer =
  | { readonly kind: 'settings'; readonly ewsUrl: string; readonly groupingInformation: string }
  | { readonly kind: 'redirectAddr'; readonly address: string }
  | { readonly kind: 'redirectUrl'; readonly url: string }
  | { readonly kind: 'error'; readonly code: string; readonly message: string }

/** ews.md 8.2 · asks a POX Autodiscover service where a mailbox lives; one question, redirects are the caller's. */
export async function autodiscoverPox(
  url: string,
  mail: string,
  options: ConnectionOptions,
): Promise<AutodiscoverAnswer> {
  await using connection = openAuthenticated(options)
  const answer = await connection.open({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml' },
    body: renderRequest(mail),
  })
  const body = await text(answer)
  if (answer.statusCode !== 200) {
    throw new ClientError(
      `CLIENT_HTTP_${answer.statusCode}`,
      `Autodiscover answered HTTP ${answer.statusCode}.`,
    )
  }
  return parseAnswer(parseXml(body))
}

function renderRequest(mail: string): string {
  const request = element(
    'Request',
    {},
    textElement('EMailAddress', mail),
    textElement('AcceptableResponseSchema', RESPONSE),
  )
  return `<?xml version="1.0" encoding="utf-8"?>${element('Autodiscover', { xmlns: REQUEST }, request)}`
}

function parseAnswer(document: XmlElement): AutodiscoverAnswer {
  const error = at(document, 'Response', 'Error')
  if (error !== undefined) {
    return { kind: 'error', code: textAt(error, 'ErrorCode') ?? '', message: textAt(error, 'Message') ?? '' }
  }
  const account = at(document, 'Response', 'Account')
  const action = textAt(account, 'Action')
  if (action === 'redirectAddr') return { kind: action, address: textAt(account, 'RedirectAddr') ?? '' }
  if (action === 'redirectUrl') return { kind: action, url: textAt(account, 'RedirectUrl') ?? '' }
  return settings(document)
}

/** Takes the internal (EXCH) protocol's URL, else the external (EXPR) one's. */
function settings(document: XmlElement): AutodiscoverAnswer {
  const protocols = descendants(document, 'Protocol')
  const ofType = (type: string): XmlElement | undefined =>
    protocols.find(
      (protocol) => textAt(protocol, 'Type') === type && textAt(protocol, 'EwsUrl') !== undefined,
    )
  const chosen = ofType('EXCH') ?? ofType('EXPR')
  return {
    kind: 'settings',
    ewsUrl: textAt(chosen, 'EwsUrl') ?? '',
    groupingInformation: textAt(chosen, 'GroupingInformation') ?? '',
  }
}
