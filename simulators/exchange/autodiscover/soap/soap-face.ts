import type { HttpExchange } from '../../../network/index.js'
import { HTML_HEADERS, XML_HEADERS } from '../content-types.js'
import type { Deployment } from '../deployment.js'
import type { Answer, Asked, Conversation, Face, FaultDetails } from '../interaction.js'
import { answerRequest, refusedWhole } from './answer-request.js'
import { renderFault, renderResponse } from './envelope.js'
import { isErrorCode } from './error-code.js'
import { readEnvelope, type Reading } from './read-envelope.js'
import { refuseRequest } from './refuse-request.js'
import type { OperationResponse, SubjectResponse } from './responses.js'
import type { SoapCall } from './soap-call.js'
import { INTERNAL_FAULT, type SoapFault } from './soap-fault.js'

/** `/autodiscover/autodiscover.svc`. @source ews.md 8.3 */
export function createSoapFace(deployment: Deployment): Face {
  return {
    operation: 'SOAP',
    isAnonymous: false,
    methods: ['POST', 'GET', 'HEAD'],
    open: (exchange) => new SoapConversation(deployment, exchange),
  }
}

class SoapConversation implements Conversation {
  readonly #deployment: Deployment
  readonly #exchange: HttpExchange
  #reading: Reading | undefined

  constructor(deployment: Deployment, exchange: HttpExchange) {
    this.#deployment = deployment
    this.#exchange = exchange
  }

  understand(body: string): Asked {
    if (this.#exchange.request.method !== 'POST') return {}
    this.#reading = readEnvelope(body)
    if (this.#reading.kind !== 'request') return {}
    const { operation, subjects } = this.#reading.request
    return { operation, ...(subjects[0] === undefined ? {} : { target: subjects[0] }) }
  }

  answer(): Answer {
    const reading = this.#reading
    if (reading === undefined) return SERVICE_PAGE
    if (!isXml(this.#exchange)) return { status: 415, document: '', outcome: '415' }
    switch (reading.kind) {
      case 'unreadable':
        return { status: 400, document: '', outcome: '400' }
      case 'fault':
        return faulted(reading.fault)
      case 'request':
        return this.#answered(answerRequest(this.#call(reading)))
    }
  }

  /** Codes of Autodiscover are told where they belong; any other is a SOAP fault of the service. */
  refuse(code: string, details: FaultDetails): Answer {
    const reading = this.#reading
    if (!isErrorCode(code)) return faulted(INTERNAL_FAULT)
    return this.#answered(
      reading?.kind === 'request'
        ? refuseRequest(this.#call(reading), code, details)
        : refusedWhole('GetUserSettings', { code }),
    )
  }

  #call({ request }: Extract<Reading, { kind: 'request' }>): SoapCall {
    return { request, deployment: this.#deployment, exchange: this.#exchange }
  }

  #answered(response: OperationResponse): Answer {
    return {
      status: 200,
      headers: XML_HEADERS,
      document: renderResponse(response, this.#deployment.product),
      outcome: outcomeOf(response),
    }
  }
}

export function faulted(fault: SoapFault): Answer {
  return { status: 500, headers: XML_HEADERS, document: renderFault(fault), outcome: fault.code }
}

/** The whole answer's code or, when that is none, the first that a user or domain got. */
function outcomeOf(response: OperationResponse): string {
  const subjects: readonly SubjectResponse[] =
    response.operation === 'GetUserSettings'
      ? (response.users ?? [])
      : response.operation === 'GetDomainSettings'
        ? (response.domains ?? [])
        : []
  return [response, ...subjects].find(({ code }) => code !== 'NoError')?.code ?? 'NoError'
}

function isXml({ request }: HttpExchange): boolean {
  return /^text\/xml\b/i.test(request.headers['content-type'] ?? '')
}

/** @inferred What a browser sees of a service that publishes no metadata. */
const SERVICE_PAGE: Answer = {
  status: 200,
  headers: HTML_HEADERS,
  document:
    '<html><head><title>Service</title></head><body>Metadata publishing for this service is currently disabled.</body></html>',
  outcome: 'NoError',
}
