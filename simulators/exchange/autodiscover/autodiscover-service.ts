import { journaled, pipeline, type Core, type Step } from '../../core/index.js'
import { downLevelName } from '../../directory/accounts/account.js'
import { isOnlineHost, type HttpExchange, type HttpService } from '../../network/index.js'
import { sendUnauthorized, type Authenticator } from '../access/index.js'
import { announcement } from './announcement.js'
import type { Deployment } from './deployment.js'
import { hostRedirect, redirectFace } from './host-redirect.js'
import { AutodiscoverInteraction, hostOf, type Face } from './interaction.js'
import { createJsonFace } from './json/json-face.js'
import { autodiscoverFault } from './lab-fault.js'
import { createPoxFace } from './pox/pox-face.js'
import { readRequest } from './read-request.js'
import { sendAnswer, sendStatus } from './send-answer.js'
import { createSoapFace } from './soap/soap-face.js'
import { wsSecurityFace } from './soap/ws-security-face.js'
import { unknownFace } from './unknown-face.js'

export interface AutodiscoverOptions {
  readonly core: Pick<Core, 'clock' | 'journal' | 'faults' | 'ids'>
  readonly authenticator: Pick<Authenticator, 'authenticate'>
  readonly deployment: Deployment
}

/** Everything under `/autodiscover`: where the mailbox of an address is. @source ews.md 8 */
export function createAutodiscover({ core, authenticator, deployment }: AutodiscoverOptions): HttpService {
  const faces = facesOf(deployment, core)
  const run = pipeline<AutodiscoverInteraction>([
    journaled(core.journal, ({ exchange, operation, target }) => ({
      kind: 'call',
      protocol: 'autodiscover',
      operation,
      target,
      via: exchange.endpoints.name,
      connection: exchange.id,
    })),
    announcement(deployment, core.ids.fork('autodiscover')),
    autodiscoverFault(core, 'connection'),
    authenticate(authenticator),
    asking(deployment),
    readRequest,
    autodiscoverFault(core, 'before'),
    answer,
    autodiscoverFault(core, 'after'),
    autodiscoverFault(core, 'bytes'),
    (interaction) => sendAnswer(interaction),
  ])
  return {
    name: 'autodiscover',
    handle: (exchange) => run(new AutodiscoverInteraction(exchange, faceFor(exchange))),
  }

  function faceFor(exchange: HttpExchange): Face {
    const location = hostRedirect(exchange, deployment.recipients.domains())
    if (location !== undefined) return redirectFace(location)
    // what Exchange Online would answer is not for a server on premises to say
    if (isOnlineHost(hostOf(exchange)) && deployment.product.name !== 'online') return unknownFace
    const path = exchange.path.toLowerCase()
    return faces.find(({ pattern }) => pattern.test(path))?.face ?? unknownFace
  }
}

/** Which path asks in which way. @source ews.md 8 */
function facesOf(
  deployment: Deployment,
  core: Pick<Core, 'clock'>,
): readonly { readonly pattern: RegExp; readonly face: Face }[] {
  return [
    { pattern: /^\/autodiscover\/autodiscover\.xml$/, face: createPoxFace(deployment, core.clock) },
    { pattern: /^\/autodiscover\/autodiscover\.svc$/, face: createSoapFace(deployment) },
    { pattern: /^\/autodiscover\/autodiscover\.svc\/wssecurity(\/|$)/, face: wsSecurityFace },
    { pattern: /^\/autodiscover\/autodiscover\.json(\/v1\.0\/.*)?$/, face: createJsonFace(deployment) },
  ]
}

/** Finds out who asks, before a byte of the body is looked at. @source ews.md 1.4 */
function authenticate(authenticator: AutodiscoverOptions['authenticator']): Step<AutodiscoverInteraction> {
  return (interaction, next) => {
    if (interaction.face.isAnonymous) return next()
    const authentication = authenticator.authenticate(interaction.exchange)
    if (authentication.kind === 'unauthorized') {
      interaction.entry.update({ outcome: '401' })
      return sendUnauthorized(interaction.exchange, authentication)
    }
    interaction.account = authentication.account
    setHeaders(interaction.exchange, authentication.headers ?? [])
    interaction.entry.update({ principal: downLevelName(authentication.account) })
    return next()
  }
}

/** Without a Global Catalog nothing is known of anybody. @inferred the status; that of a service that cannot work now */
function asking(deployment: Deployment): Step<AutodiscoverInteraction> {
  return (interaction, next) =>
    interaction.face.isAnonymous || deployment.isDirectoryAnswering ? next() : sendStatus(interaction, 503)
}

/** `headers` are names and values in turn. */
function setHeaders({ response }: HttpExchange, headers: readonly string[]): void {
  headers.forEach((name, at) => {
    if (at % 2 === 0) response.appendHeader(name, headers[at + 1] ?? '')
  })
}

const answer: Step<AutodiscoverInteraction> = (interaction, next) => {
  interaction.answer = interaction.conversation.answer()
  return next()
}
