import { type EwsCall, ewsCalls } from '../observation/ews-call.js'
import type { Contact } from '../relays/ledger.js'
import { type WireExchange, soapOperation } from '../relays/wire.js'
import type { Finding } from './finding.js'
import { ntlmNamesIn } from './ntlm-names.js'

/** What the relays of a subject saw while it started. */
export interface Traffic {
  readonly exchanges: readonly WireExchange[]
  readonly contacts: readonly Contact[]
}

type Symptom = (traffic: Traffic) => Finding | undefined

const SYMPTOMS: readonly Symptom[] = [
  untrustedAuthority,
  refusedLogIn,
  unconfiguredScheme,
  wrongPath,
  noImpersonation,
  oldVersion,
  upperCase,
]

/** The mistakes that show in what a subject said and was answered. */
export function examineTraffic(traffic: Traffic): readonly Finding[] {
  return SYMPTOMS.flatMap((examine) => examine(traffic) ?? [])
}

function untrustedAuthority({ contacts, exchanges }: Traffic): Finding | undefined {
  const served = new Set(exchanges.map(({ request }) => `${request.node} ${request.service}`))
  const refused = contacts.filter(({ node, service }) => !served.has(`${node} ${service}`))
  const [first] = refused
  if (first === undefined) return undefined
  return {
    ailment: 'untrusted-ca',
    seen: `node ${first.node} ended ${counted(refused.length)} to ${first.service} right after the server's certificate (${first.ending})`,
    where: 'subject document: caFile',
    fix: "Make the node trust the PEM file that the subject document names as caFile: REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE or a trust store, with '${caFile}' in the node's environment.",
  }
}

function refusedLogIn({ exchanges }: Traffic): Finding | undefined {
  const attempts = ofExchange(exchanges).flatMap((exchange) => {
    const names = ntlmNamesIn(exchange.request.headers.authorization)
    return names === undefined ? [] : [{ exchange, names }]
  })
  const refused = attempts.filter(({ exchange }) => exchange.answer?.status === 401)
  const [first] = refused
  if (first === undefined) return undefined
  const { domain, user } = first.names
  const form = domain === '' ? `user "${user}" without a domain` : `user "${user}" of domain "${domain}"`
  return {
    ailment: 'log-in',
    seen: `Exchange refused ${refused.length} of ${attempts.length} NTLM log-ins, as ${form} (401)`,
    where: 'subject document: exchange.0.username and password · HC-015',
    fix: 'Log in with username and password of the subject document as they stand: a user principal name goes whole into the user field, DOMAIN\\user is split at the backslash.',
  }
}

/** The subject document allows NTLM alone. */
function unconfiguredScheme({ exchanges }: Traffic): Finding | undefined {
  const sent = ofExchange(exchanges).filter(({ request }) =>
    /^(Basic|Bearer|Digest) /i.test(request.headers.authorization ?? ''),
  )
  if (sent.length === 0) return undefined
  const scheme = /^\w+/.exec(sent[0]?.request.headers.authorization ?? '')?.[0] ?? ''
  return {
    ailment: 'scheme',
    seen: `${sent.length} requests to Exchange with ${scheme} authentication`,
    where: 'subject document: exchange.0.authentication · HC-015',
    fix: `Use what "authentication" lists: ntlm. ${scheme} is not offered there, and Basic shows the password to whoever reads the wire.`,
  }
}

function wrongPath({ exchanges }: Traffic): Finding | undefined {
  const lost = ofExchange(exchanges).filter(
    ({ request, answer }) =>
      answer?.status === 404 && (soapOperation(request.body) !== '' || /ews|\.asmx/i.test(request.path)),
  )
  const [first] = lost
  if (first === undefined) return undefined
  return {
    ailment: 'ews-path',
    seen: `${lost.length} requests for ${first.request.path}, which Exchange does not have (404)`,
    where: 'subject document: exchange.0.discovery',
    fix: 'Take the EWS URL from Autodiscover; it ends in /EWS/Exchange.asmx.',
  }
}

/** Calls about no mailbox of their own. @source ews.md 4.8 */
const WITHOUT_MAILBOX = ['ConvertId', 'GetStreamingEvents', 'Unsubscribe', 'GetUserAvailabilityRequest']

function noImpersonation({ exchanges }: Traffic): Finding | undefined {
  const calls = ewsCalls(exchanges)
  const bare = calls.filter(
    ({ impersonated, operation }) => impersonated === undefined && !WITHOUT_MAILBOX.includes(operation),
  )
  const denied = calls.filter(({ exchange }) =>
    /ErrorImpersonat\w+|ErrorImpersonateUserDenied/.test(exchange.answer?.body ?? ''),
  )
  if (bare.length > 0)
    return impersonationFinding(`${bare.length} calls without ExchangeImpersonation, ${nameOf(bare)} first`)
  if (denied.length > 0)
    return impersonationFinding(
      `${denied.length} calls refused for whom they impersonate: ${denied[0]?.impersonated ?? ''}`,
    )
  return undefined
}

function impersonationFinding(seen: string): Finding {
  return {
    ailment: 'impersonation',
    seen,
    where: 'HC-010',
    fix: "Send the SOAP header ExchangeImpersonation with the mailbox owner's PrimarySmtpAddress in every call on a mailbox; the service account may impersonate everybody of the organization and nobody else.",
  }
}

/** Streaming begins with Exchange 2010 SP1. @source ews.md 1.7 */
const TOO_OLD = [undefined, 'Exchange2007', 'Exchange2007_SP1', 'Exchange2009', 'Exchange2010']

function oldVersion({ exchanges }: Traffic): Finding | undefined {
  const old = ewsCalls(exchanges).filter((call) => TOO_OLD.includes(call.requestServerVersion))
  const [first] = old
  if (first === undefined) return undefined
  return {
    ailment: 'version',
    seen: `${old.length} calls with RequestServerVersion ${first.requestServerVersion ?? 'left out'}, ${nameOf(old)} first`,
    where: 'HC-048',
    fix: 'Send RequestServerVersion Exchange2010_SP1 or later: older ones know no streaming notifications.',
  }
}

/** @source hybrid-calendar.md HC-093, HC-204: site and host names are lower case. */
const NAMED: readonly { readonly pattern: RegExp; readonly what: string; readonly where: string }[] = [
  { pattern: /<(?:\w+:)?siteName>([^<]*[A-Z][^<]*)</, what: 'site', where: 'HC-093' },
  { pattern: /"host(?:n|N)ame" *: *"([^"]*[A-Z][^"]*)"/, what: 'host', where: 'HC-204' },
]

function upperCase({ exchanges }: Traffic): Finding | undefined {
  for (const { request } of exchanges.filter((one) => one.request.service !== 'exchange'))
    for (const { pattern, what, where } of NAMED) {
      const name = pattern.exec(request.body)?.[1]
      if (name !== undefined)
        return {
          ailment: 'upper-case',
          seen: `the ${what} name "${name}" with capitals, in ${request.method} ${request.path}`,
          where,
          fix: `Write the ${what} name in lower case, as the subject document has it: ${name.toLowerCase()}.`,
        }
    }
  return undefined
}

function ofExchange(exchanges: readonly WireExchange[]): readonly WireExchange[] {
  return exchanges.filter(({ request }) => request.service === 'exchange')
}

function nameOf(calls: readonly EwsCall[]): string {
  return calls[0]?.operation ?? ''
}

function counted(connections: number): string {
  return connections === 1 ? 'a connection' : `${connections} connections`
}
