import { createCore, createManualClock } from '../../../core/index.js'
import type { Account } from '../../../directory/accounts/account.js'
import { CertificateAuthority, Network, type HttpService } from '../../../network/index.js'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { createEwsEndpoint, type EwsEndpointOptions } from '../http/endpoint.js'
import type { Operation } from '../operation.js'
import { recordResponses } from './schema-recorder.js'

const account = {
  netbiosDomain: 'ENT-PA',
  sAMAccountName: 'alice',
  sid: 'S-1',
  userPrincipalName: 'a@b',
} as Account
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const MESSAGES = 'http://schemas.microsoft.com/exchange/services/2006/messages'
export const TYPES = 'http://schemas.microsoft.com/exchange/services/2006/types'

/** A request with these header and body elements, which may use the prefixes `m:` and `t:`. */
export const envelope = (body: string, headers = '') =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="${SOAP}" xmlns:m="${MESSAGES}" xmlns:t="${TYPES}">` +
  `<s:Header>${headers}</s:Header><s:Body>${body}</s:Body></s:Envelope>`

/** An endpoint on a real port that lets everybody in, with one operation. */
export async function serveOperation(operation: Operation, options: Partial<EwsEndpointOptions> = {}) {
  const core = createCore({ seed: 1, clock: createManualClock() })
  const reported: unknown[] = []
  const observe = recordResponses()
  const endpoint = createEwsEndpoint({
    core,
    product: PRODUCT_VERSIONS['2016'],
    server: { netbios: 'EX01', fqdn: 'ex01.ent-pa.example' },
    authenticator: { authenticate: () => ({ kind: 'granted', account, scheme: 'Basic' }) },
    resolveCaller: () => ({
      account,
      mailbox: { mailboxGuid: 'g', primarySmtpAddress: 'alice@ent-pa.example', displayName: 'Alice' },
      impersonating: false,
    }),
    operations: new Map([[operation.name, operation]]),
    report: (error) => reported.push(error),
    ...(observe === undefined ? {} : { observe }),
    ...options,
  })
  const none: HttpService = { name: 'none', handle: ({ response }) => void response.end() }
  const tcp = { name: 'none', handle: () => undefined }
  const network = new Network({
    ca: await CertificateAuthority.create('test'),
    services: { exchange: endpoint, site: none, cloud: none, ldap: tcp, gc: tcp },
    onDefect: (defect) => reported.push(defect),
  })
  const { origins } = await network.open({ name: 'main' })

  return {
    core,
    reported,
    post: (
      body: string | Buffer<ArrayBuffer>,
      init: { headers?: Record<string, string>; path?: string } = {},
    ) =>
      fetch(`${origins.exchangeHttp}${init.path ?? '/ews/exchange.asmx'}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/xml; charset=utf-8', ...init.headers },
      }),
    request: (path: string, init: RequestInit = {}) =>
      fetch(`${origins.exchangeHttp}${path}`, { redirect: 'manual', ...init }),
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  }
}
