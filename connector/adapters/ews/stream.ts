import type { IncomingMessage } from 'node:http'
import { ConnectorError } from '../../error.js'
import type { Mailbox, StreamMessage, StreamOptions } from '../../ports/exchange.js'
import type { Activity } from '../../time-and-chance/activity.js'
import { createDeadline, type Clock } from '../../time-and-chance/clock.js'
import { host } from '../http/host.js'
import type { OpenResponse } from '../http/http-client.js'
import { readText } from '../http/read-text.js'
import { withinTimeout } from '../http/timeout.js'
import { toTransportError } from '../http/transport-error.js'
import { createEnvelopeSplitter } from './envelope-splitter.js'
import { statusError, toRequest, type EwsTools } from './ews-call.js'
import { parseStreamingEvents, renderGetStreamingEvents } from './operations/get-streaming-events.js'
import { parseEnvelope } from './soap.js'

export interface StreamTools extends EwsTools {
  readonly activity: Activity
}

/** Twice the server's heartbeat of 45 s: a stream silent for longer is dead. @source ews.md 4.9 */
const SILENCE_MS = 90_000

/** Opens GetStreamingEvents and yields what it says. Each chunk counts as work until it is consumed. */
export async function* streamEvents(
  tools: StreamTools,
  mailbox: Mailbox,
  request: StreamOptions & { readonly subscriptionIds: readonly string[] },
): AsyncGenerator<StreamMessage> {
  const addressee = { ewsUrl: mailbox.ewsUrl, impersonate: request.affinity.anchor }
  tools.backOffs.check(addressee)
  const connection = tools.pool.dedicated()
  try {
    const call = toRequest({
      ...addressee,
      affinity: request.affinity,
      body: renderGetStreamingEvents(request.subscriptionIds),
    })
    const answer = await tools.activity.awaiting(() =>
      withinTimeout(tools.clock, { ...call, signal: request.signal }, (signal) =>
        connection.open({ ...call, signal }),
      ),
    )
    if (answer.status !== 200) throw await refusal(tools, answer, mailbox.ewsUrl)
    for await (const envelope of readEnvelopes(tools, answer.stream, mailbox.ewsUrl)) {
      for (const message of parseStreamingEvents(parseEnvelope(envelope))) {
        yield message
        if (message.kind === 'closed') return
      }
    }
  } catch (error) {
    tools.backOffs.note(addressee, error)
    throw error
  } finally {
    connection.close()
  }
}

/** @throws ConnectorError EWS_ERROR for a SOAP fault. */
async function refusal({ clock }: StreamTools, answer: OpenResponse, url: string): Promise<ConnectorError> {
  if (answer.status === 500) parseEnvelope(await readText(answer.stream, url))
  return statusError(url, answer, clock.now())
}

async function* readEnvelopes(
  tools: StreamTools,
  stream: IncomingMessage,
  url: string,
): AsyncGenerator<string> {
  const split = createEnvelopeSplitter()
  try {
    for await (const chunk of chunks(tools, stream)) {
      const done = tools.activity.begin()
      try {
        yield* split(chunk)
      } finally {
        done()
      }
    }
  } catch (error) {
    throw toTransportError(error, host(url))
  }
}

/** The chunks of a body, ended with an error when the server stays silent for too long. */
async function* chunks(tools: StreamTools, stream: IncomingMessage): AsyncGenerator<Buffer> {
  let silence = watchSilence(tools.clock, stream)
  try {
    for await (const chunk of stream) {
      silence.cancel()
      yield chunk as Buffer
      silence = watchSilence(tools.clock, stream)
    }
  } finally {
    silence.cancel()
  }
}

function watchSilence(clock: Clock, stream: IncomingMessage): { cancel(): void } {
  const reason = (): ConnectorError =>
    new ConnectorError('UNREACHABLE', { message: 'The event stream fell silent.', reason: 'SILENCE' })
  const deadline = createDeadline(clock, SILENCE_MS, { reason })
  deadline.signal.addEventListener('abort', () => stream.destroy(reason()), { once: true })
  return deadline
}
