import type { Clock } from '../../../core/index.js'
import type { HttpExchange } from '../../../network/index.js'
import { XML_HEADERS } from '../content-types.js'
import type { Deployment } from '../deployment.js'
import type { Answer, Asked, Conversation, Face, FaultDetails } from '../interaction.js'
import { lookUp } from '../look-up.js'
import { mailboxFacts } from '../mailbox-facts.js'
import { renderError, renderRedirection, renderSettings, RESPONSE_SCHEMA } from './pox-document.js'
import { isPoxErrorCode, type PoxErrorCode } from './pox-errors.js'
import { parsePoxRequest, type PoxRequest } from './pox-request.js'
import type { ClientAbilities } from './pox-protocols.js'

/** `/autodiscover/autodiscover.xml`. @source ews.md 8.2 */
export function createPoxFace(deployment: Deployment, clock: Pick<Clock, 'now'>): Face {
  return {
    operation: 'POX',
    isAnonymous: false,
    // a GET has no request and so gets error 600, by which administrators see that the service is well
    methods: ['POST', 'GET', 'HEAD'],
    open: (exchange) => new PoxConversation({ deployment, clock, exchange }),
  }
}

/** The schema in which phones are answered. @source MS-ASCMD, Autodiscover */
const MOBILE_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006'

interface PoxOptions {
  readonly deployment: Deployment
  readonly clock: Pick<Clock, 'now'>
  readonly exchange: HttpExchange
}

class PoxConversation implements Conversation {
  readonly #options: PoxOptions
  #request: PoxRequest | undefined

  constructor(options: PoxOptions) {
    this.#options = options
  }

  understand(body: string): Asked {
    this.#request = body === '' ? undefined : parsePoxRequest(body)
    return this.#request === undefined ? {} : { target: this.#request.identity }
  }

  answer(): Answer {
    const request = this.#request
    if (request === undefined) return this.#error(600)
    if (request.acceptableResponseSchema !== RESPONSE_SCHEMA) return this.#error(601)

    const { deployment, exchange } = this.#options
    const found = lookUp(deployment.recipients, request.identity)
    switch (found.kind) {
      case 'malformed':
        return this.#error(501)
      case 'unknown':
        return this.#error(500)
      case 'redirect':
        return answered(renderRedirection({ RedirectAddr: found.address }), 'redirectAddr')
      case 'mailbox': {
        const facts = mailboxFacts(deployment, found.mailbox, exchange)
        return answered(renderSettings(facts, abilitiesOf(exchange)), 'NoError')
      }
    }
  }

  /**
   * `redirectAddr` and `redirectUrl` lead to the detail `target`, `wrongSchema` answers in the schema of phones; other
   * codes are those of POX, or else 603.
   */
  refuse(code: string, { target = '' }: FaultDetails): Answer {
    switch (code) {
      case 'redirectAddr':
        return answered(renderRedirection({ RedirectAddr: String(target) }), code)
      case 'redirectUrl':
        return answered(renderRedirection({ RedirectUrl: String(target) }), code)
      case 'wrongSchema':
        return answered(this.answer().document.replaceAll(RESPONSE_SCHEMA, MOBILE_SCHEMA), code)
      default:
        return this.#error(isPoxErrorCode(code) ? code : 603)
    }
  }

  #error(code: PoxErrorCode): Answer {
    const { clock, deployment } = this.#options
    return answered(renderError(code, { server: deployment.fqdn, at: clock.now() }), String(code))
  }
}

function answered(document: string, outcome: string): Answer {
  return { status: 200, headers: XML_HEADERS, document, outcome }
}

/** `X-ClientCanHandle: Negotiate, ExHttpInfo` */
function abilitiesOf({ request }: HttpExchange): ClientAbilities {
  const said = String(request.headers['x-clientcanhandle'] ?? '').toLowerCase()
  const words = said.split(',').map((word) => word.trim())
  return { negotiate: words.includes('negotiate'), exHttp: words.includes('exhttpinfo') }
}
