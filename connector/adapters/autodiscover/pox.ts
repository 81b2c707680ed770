import { ConnectorError } from '../../error.js'
import type { Autodiscover, AutodiscoverAnswer } from '../../ports/autodiscover.js'
import type { ExchangePool } from '../http/exchange-pool.js'
import { host } from '../http/host.js'
import { childrenAt, escapeXml, find, parseXml, textAt, type XmlElement } from '../xml.js'

const REQUEST_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'
const RESPONSE_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

/** Protocol sections that may carry the EWS address, best first: inside the company, then outside. @source ews.md 8.2 */
const PROTOCOLS = ['EXCH', 'EXPR'] as const

/** Autodiscover in its plain XML form (POX). @source ews.md 8.2 */
export function createAutodiscover(pool: ExchangePool): Autodiscover {
  return {
    ask: async (url, address) => {
      const response = await pool.call({
        method: 'POST',
        url,
        headers: { 'content-type': 'text/xml; charset=utf-8', 'x-anchormailbox': address },
        body: renderRequest(address),
      })
      const location = response.headers.location
      if (response.status >= 300 && response.status < 400 && location !== undefined) {
        return { kind: 'redirect-url', url: new URL(location, url).href }
      }
      if (response.status !== 200) {
        throw new ConnectorError('UNREACHABLE', {
          message: `${host(url)} has no Autodiscover service.`,
          reason: `HTTP error code ${response.status}`,
        })
      }
      return parseAnswer(response.body, address)
    },
  }
}

export function renderRequest(address: string): string {
  return (
    `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${REQUEST_SCHEMA}"><Request>` +
    `<EMailAddress>${escapeXml(address)}</EMailAddress>` +
    `<AcceptableResponseSchema>${RESPONSE_SCHEMA}</AcceptableResponseSchema></Request></Autodiscover>`
  )
}

/** Reads the document that answers the question about `address`. */
export function parseAnswer(body: string, address: string): AutodiscoverAnswer {
  const response = find(parseXml(body), 'Response')
  if (response === null) return { kind: 'error', code: '', message: 'The answer holds no Response.' }
  const error = find(response, 'Error')
  if (error !== null)
    return { kind: 'error', code: textAt(error, 'ErrorCode'), message: textAt(error, 'Message') }
  const account = find(response, 'Account')
  const redirectAddress = account === null ? '' : textAt(account, 'RedirectAddr')
  if (redirectAddress !== '') return { kind: 'redirect-address', address: redirectAddress }
  const redirectUrl = account === null ? '' : textAt(account, 'RedirectUrl')
  if (redirectUrl !== '') return { kind: 'redirect-url', url: redirectUrl }
  return settings(response, address)
}

function settings(response: XmlElement, address: string): AutodiscoverAnswer {
  const protocols = childrenAt(response, ['Account'], 'Protocol')
  const ordered = PROTOCOLS.flatMap((type) =>
    protocols.filter((protocol) => textAt(protocol, 'Type') === type),
  )
  const urls = ordered.map((protocol) => textAt(protocol, 'EwsUrl') || textAt(protocol, 'ASUrl'))
  const ewsUrl = urls.find((url) => url !== '')
  if (ewsUrl === undefined) return { kind: 'error', code: '', message: 'The answer names no EWS address.' }
  return {
    kind: 'settings',
    address: textAt(response, 'User', 'AutoDiscoverSMTPAddress') || address,
    ewsUrl,
    group:
      ordered.map((protocol) => textAt(protocol, 'GroupingInformation')).find((text) => text !== '') ?? '',
  }
}
