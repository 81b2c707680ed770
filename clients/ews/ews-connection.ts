import { text } from 'node:stream/consumers'

import { ClientError } from '../client-error.js'
import { type ConnectionOptions, openAuthenticated } from '../http/authenticated-connection.js'
import type { XmlElement } from '../xml/element.js'
import { parseResponse, renderEnvelope, responseMessages } from './soap.js'
import { splitEnvelopes } from './split-envelopes.js'

export interface EwsOptions extends ConnectionOptions {
  /** The EWS URL, for example from Autodiscover. */
  readonly url: string
  /** Default Exchange2013_SP1. */
  readonly requestServerVersion?: string
}

/** Carries operations to one mailbox server and brings response messages back. */
export interface EwsConnection extends AsyncDisposable {
  /** Sends an operation element and resolves with its response messages. Throws ClientError on a fault or HTTP failure. */
  call(operation: string): Promise<readonly XmlElement[]>
  /** The same for an operation whose answer has a form of its own; resolves with the answer's element. */
  ask(operation: string): Promise<XmlElement>
  /** Opens a streaming operation on a connection of its own; yields each envelope's response messages. */
  stream(operation: string, signal: AbortSignal): AsyncGenerator<readonly XmlElement[]>
}

export function connectEws(options: EwsOptions): EwsConnection {
  const connection = openAuthenticated(options)
  let last: Promise<unknown> = Promise.resolve()
  const send = async (operation: string): Promise<XmlElement> => {
    const answer = await connection.open(request(options, operation))
    return parseResponse(requireSoap(answer.statusCode ?? 0, await text(answer)))
  }
  const ask = (operation: string): Promise<XmlElement> => {
    const next = last.then(() => send(operation))
    last = next.catch(() => undefined) // The caller gets the failure; the queue only needs to know it is over.
    return next
  }
  return {
    ask,
    call: async (operation) => responseMessages(await ask(operation)),
    stream: (operation, signal) => streamOperation(options, operation, signal),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

async function* streamOperation(
  options: EwsOptions,
  operation: string,
  signal: AbortSignal,
): AsyncGenerator<readonly XmlElement[]> {
  await using connection = openAuthenticated(options)
  const answer = await connection.open({ ...request(options, operation), signal })
  if (answer.statusCode !== 200) {
    parseResponse(requireSoap(answer.statusCode ?? 0, await text(answer)))
    return
  }
  answer.setEncoding('utf8')
  for await (const envelope of splitEnvelopes(answer)) yield responseMessages(parseResponse(envelope))
}

function request(options: EwsOptions, operation: string) {
  return {
    method: 'POST' as const,
    url: options.url,
    headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml', 'user-agent': 'exwex-clients' },
    body: renderEnvelope(operation, options.requestServerVersion ?? 'Exchange2013_SP1'),
  }
}

/** EWS answers 200 with response messages or 500 with a fault; everything else never reached EWS. */
function requireSoap(status: number, body: string): string {
  if (status === 200 || (status === 500 && body.includes('Fault'))) return body
  const advice = status === 401 ? 'Check the user name and password.' : 'Check the URL and the server.'
  throw new ClientError(`CLIENT_HTTP_${status}`, `Exchange answered HTTP ${status}. ${advice}`)
}
