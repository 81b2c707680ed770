import { journaled, pipeline, type Core, type Next, type Step } from '../../core/index.js'
import { downLevelName } from '../../directory/accounts/account.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import type { HttpService } from '../../network/index.js'
import { sendUnauthorized, type Authenticator } from '../access/index.js'
import { autodiscoverFault } from './faults.js'
import { AutodiscoverInteraction } from './interaction.js'
import { answerPox, type PoxAnswer } from './pox-answer.js'
import { renderError, renderRedirectAddress, renderSettings, type Deployment } from './pox-document.js'
import { parsePoxRequest } from './pox-request.js'
import { readBody } from './read-body.js'
import { sendDocument } from './send-document.js'

export interface AutodiscoverOptions {
  readonly core: Pick<Core, 'clock' | 'journal' | 'faults'>
  readonly recipients: Recipients
  readonly authenticator: Authenticator
  readonly deployment: Deployment
  /** Full name of the server. */
  readonly server: string
}

/** `/autodiscover/autodiscover.xml`: where the mailbox of an address is. @source ews.md 8.2 */
export function createPoxService(options: AutodiscoverOptions): HttpService {
  const { core, recipients, authenticator, deployment, server } = options
  const fault = (stage: Parameters<typeof autodiscoverFault>[1]) =>
    autodiscoverFault({ faults: core.faults, clock: core.clock, server }, stage)

  const run = pipeline([
    journaled<AutodiscoverInteraction>(core.journal, ({ exchange }) => ({
      kind: 'call',
      protocol: 'autodiscover',
      operation: 'POX',
      via: exchange.endpoints.name,
      connection: exchange.id,
    })),
    fault('connection'),
    authenticate,
    readRequest,
    answer,
    fault('before'),
    fault('after'),
    fault('bytes'),
    (interaction) => Promise.resolve(sendDocument(interaction)),
  ])

  return { name: 'autodiscover', handle: (exchange) => run(new AutodiscoverInteraction(exchange)) }

  async function authenticate(interaction: AutodiscoverInteraction, next: Next) {
    const authentication = authenticator.authenticate(interaction.exchange)
    if (authentication.kind === 'unauthorized') {
      interaction.entry.update({ outcome: '401' })
      return sendUnauthorized(interaction.exchange, authentication.challenges)
    }
    interaction.account = authentication.account
    interaction.entry.update({ principal: downLevelName(authentication.account) })
    return next()
  }

  async function answer(interaction: AutodiscoverInteraction, next: Next) {
    const request = interaction.body === '' ? undefined : parsePoxRequest(interaction.body)
    const found = answerPox(recipients, request)
    interaction.target = request?.identity
    interaction.outcome = found.kind === 'error' ? String(found.code) : 'NoError'
    interaction.document = render(found, interaction.exchange.endpoints.advertised.exchange)
    interaction.entry.update({ target: request?.identity ?? null })
    return next()
  }

  function render(found: PoxAnswer, origin: string): string {
    switch (found.kind) {
      case 'settings':
        return renderSettings(found.mailbox, deployment, origin)
      case 'redirectAddr':
        return renderRedirectAddress(found.address)
      case 'error':
        return renderError(found.code, { server, at: core.clock.now() })
    }
  }
}

/** A GET has no request and so gets error 600, which administrators use to see that the service is well. */
const readRequest: Step<AutodiscoverInteraction> = async (interaction, next) => {
  const { exchange, entry } = interaction
  const { method } = exchange.request
  if (method !== 'POST' && method !== 'GET') return refuse(interaction, 405)

  const body = await readBody(exchange)
  if (body === undefined) return refuse(interaction, 413)
  interaction.body = body
  entry.update({ request: body, requestBytes: Buffer.byteLength(body) })
  return next()
}

function refuse({ exchange, entry }: AutodiscoverInteraction, status: number): void {
  entry.update({ outcome: String(status) })
  exchange.request.resume()
  exchange.response.writeHead(status, { 'Content-Length': 0 }).end()
}
