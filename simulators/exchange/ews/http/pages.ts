import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { basename } from 'node:path'
import type { Step } from '../../../core/index.js'
import type { ProductVersion } from '../../versions/index.js'
import type { EwsExchange } from './ews-exchange.js'
import { respond } from './respond.js'
import type { ServerNames } from './response-headers.js'

const SERVICE_PATH = '/ews/exchange.asmx'
const HEALTH_PATH = '/ews/healthcheck.htm'

/** The probe of load balancers, which need not log on. @inferred ews.md 1.1 */
export function healthCheck(product: ProductVersion, server: ServerNames): Step<EwsExchange> {
  return (exchange, next) => {
    const { path, request } = exchange.http
    if (!product.hasHealthPage || request.method !== 'GET' || path.toLowerCase() !== HEALTH_PATH)
      return next()
    exchange.entry.update({ operation: 'GET healthcheck.htm' })
    respond(exchange, 200, { text: `200 OK<br/>${server.fqdn}` })
  }
}

/** Answers all that is not a SOAP request to the service. @source ews.md 1.1, 1.2; @inferred 404, 405 and 415 */
export function pages(product: ProductVersion, schema: ReadonlyMap<string, string>): Step<EwsExchange> {
  return (exchange, next) => {
    const { path, request } = exchange.http
    if (isUsual(path, request)) return next()
    const page = path.toLowerCase()
    const file = schema.get(page)
    if (file !== undefined) return schemaFile(exchange, file)
    if (page !== SERVICE_PATH) return respond(exchange, 404)
    if (request.method === 'GET') return servicePage(exchange, product)
    if (request.method !== 'POST') return respond(exchange, 405, { headers: { Allow: 'GET, POST' } })
    if (!/^text\/xml\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return respond(exchange, 415)
    return next()
  }
}

/** Whether a request is written as those of most clients are. */
function isUsual(path: string, { method, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    path === '/EWS/Exchange.asmx' &&
    headers['content-type'] === 'text/xml; charset=utf-8'
  )
}

/** @source ews.md 1.1 */
async function schemaFile(exchange: EwsExchange, file: string): Promise<void> {
  exchange.entry.update({ operation: `GET ${basename(file)}` })
  if (exchange.http.request.method !== 'GET') return respond(exchange, 405, { headers: { Allow: 'GET' } })
  respond(exchange, 200, { text: await readFile(file, 'utf8'), headers: { 'Content-Type': 'text/xml' } })
}

/** 2010 has a page about the service; later releases send the reader to the WSDL. @inferred ews.md 1.1 */
function servicePage(exchange: EwsExchange, product: ProductVersion): void {
  exchange.entry.update({ operation: 'GET Exchange.asmx' })
  if (product.servicePage === 'redirect')
    return respond(exchange, 302, { headers: { Location: '/EWS/Services.wsdl' } })
  respond(exchange, 200, {
    text: '<html><head><title>Exchange Web Services</title></head><body></body></html>',
  })
}
