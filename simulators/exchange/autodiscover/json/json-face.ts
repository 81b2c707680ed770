import type { HttpExchange } from '../../../network/index.js'
import { hasFeature } from '../../versions/index.js'
import { JSON_HEADERS } from '../content-types.js'
import type { Deployment, Mailbox } from '../deployment.js'
import { onlineOrigin } from '../host-redirect.js'
import type { Answer, Asked, Conversation, Face } from '../interaction.js'
import { lookUp } from '../look-up.js'
import { mailboxFacts, type Access } from '../mailbox-facts.js'
import { nothing, unknownFace } from '../unknown-face.js'
import { JSON_ERRORS, isJsonError, type JsonError } from './json-errors.js'

/** What can be asked for, and where it is. @source ews.md 8.4 */
const PROTOCOLS: Readonly<Record<string, (access: Access) => string>> = {
  ActiveSync: ({ activeSync }) => activeSync,
  AutodiscoverV1: ({ autodiscover }) => autodiscover,
  Ews: ({ ews }) => ews,
  Rest: ({ rest }) => rest,
}

/** `/autodiscover/autodiscover.json`, which asks nobody who he is. @source ews.md 8.4 */
export function createJsonFace(deployment: Deployment): Face {
  if (!hasFeature(deployment.product, 'autodiscoverJson')) return { ...unknownFace, operation: 'JSON' }
  return {
    operation: 'JSON',
    isAnonymous: true,
    methods: ['GET', 'HEAD'],
    open: (exchange) => new JsonConversation(deployment, exchange),
  }
}

class JsonConversation implements Conversation {
  readonly #deployment: Deployment
  readonly #exchange: HttpExchange

  constructor(deployment: Deployment, exchange: HttpExchange) {
    this.#deployment = deployment
    this.#exchange = exchange
  }

  understand(): Asked {
    const email = this.#email
    return email === '' ? {} : { target: email }
  }

  answer(): Answer {
    const { path } = this.#exchange
    if (this.#email === '' && /\/v1\.0\/./i.test(path)) return nothing()
    const protocol = this.#parameter('protocol')
    const read = Object.entries(PROTOCOLS).find(
      ([name]) => name.toLowerCase() === protocol?.toLowerCase(),
    )?.[1]
    if (this.#email === '') return refused('MandatoryParameterMissing', 'Email')
    if (protocol === undefined || protocol === '') return refused('MissingProtocol', '')
    if (read === undefined) return refused('ProtocolNotSupported', protocol)

    const found = lookUp(this.#deployment.recipients, this.#email)
    switch (found.kind) {
      case 'mailbox':
        return this.#url(found.mailbox, { protocol, read })
      case 'redirect':
        return this.#redirect(found.address, protocol)
      case 'unknown':
        return refused('UserNotFound', this.#email)
      case 'malformed':
        return refused('InvalidEmail', this.#email)
    }
  }

  refuse(code: string): Answer {
    return refused(isJsonError(code) ? code : 'InternalServerError', '')
  }

  /** The protocol is told as it was asked for. */
  #url(
    mailbox: Mailbox,
    { protocol, read }: { readonly protocol: string; readonly read: (access: Access) => string },
  ): Answer {
    const { external, internal } = mailboxFacts(this.#deployment, mailbox, this.#exchange)
    const access = external ?? internal
    return access === undefined
      ? refused('ProtocolNotSupported', protocol)
      : answered(200, { Protocol: protocol, Url: read(access) })
  }

  /** @inferred The other premise is asked for the address there. @source ews.md 8.4 */
  #redirect(address: string, protocol: string): Answer {
    const hops = Number(this.#parameter('redirectcount') ?? 0)
    const query = new URLSearchParams({
      Email: address,
      Protocol: protocol,
      RedirectCount: String((Number.isInteger(hops) ? hops : 0) + 1),
    })
    const origin = onlineOrigin(this.#exchange.endpoints.advertised.exchange)
    const location = `${origin}/autodiscover/autodiscover.json?${query.toString()}`
    return { status: 302, headers: { Location: location }, document: '', outcome: '302' }
  }

  /** From the query, or from the path: `/autodiscover/autodiscover.json/v1.0/alice@contoso.com`. */
  get #email(): string {
    const inPath = /\/v1\.0\/(.+)$/i.exec(this.#exchange.path)?.[1]
    return inPath === undefined ? (this.#parameter('email') ?? '') : decoded(inPath)
  }

  /** Names of parameters are taken in any case. */
  #parameter(name: string): string | undefined {
    for (const [key, value] of this.#exchange.query) if (key.toLowerCase() === name) return value
    return undefined
  }
}

function refused(code: JsonError, about: string): Answer {
  const { status, text } = JSON_ERRORS[code]
  return answered(status, { ErrorCode: code, ErrorMessage: text.replace('{0}', about) }, code)
}

function answered(status: number, body: object, outcome = 'NoError'): Answer {
  return { status, headers: JSON_HEADERS, document: JSON.stringify(body), outcome }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // what is no escaped text is nobody's address
    return ''
  }
}
