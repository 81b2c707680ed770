import { gzipSync } from 'node:zlib'
import { streamRequest } from '../../../../simulators/exchange/testing/soap.js'
import { editStreams, isStream, type Stream } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference, RelayedAnswer } from '../relay.js'
import type { Scene } from '../scene.js'
import { subscribe, tellMinute } from '../story.js'

const STREAMING = '4.9'

/** How Exchange tells a minute in which there is one meeting. */
const TOLD = ['head', 'OK', '(a meeting)', 'events', '(45 s)', 'OK', '(60 s)', 'Closed', 'end']

const told = async (scene: Scene) => (await tellMinute(scene)).log

/** Changes the way in which streams are sent. */
function resend(change: (stream: Stream) => Promise<RelayedAnswer> | RelayedAnswer): Interference {
  return async (request, forward) => {
    const answer = await forward(request)
    return isStream(answer) ? change(answer) : answer
  }
}

async function allOf(envelopes: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const envelope of envelopes) all += envelope
  return all
}

/** How the body of a stream is sent, by its head; nobody changes anything, and after a minute it is over. */
async function framing(scene: Scene) {
  const somebody = scene.someone()
  const opened = scene.open(somebody, streamRequest([await subscribe(scene, somebody)], 1), {
    headers: { 'Accept-Encoding': 'gzip, deflate' },
  })
  await scene.quiet(() => 0)
  await scene.pass(60_000)
  const { head, hangUp } = await opened
  hangUp()
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? null
  return {
    isChunked: field('Transfer-Encoding') === 'chunked',
    hasLength: field('Content-Length') !== null,
    encoding: field('Content-Encoding'),
  }
}

const CHUNKED = { isChunked: true, hasLength: false, encoding: null }

/** Envelopes up to the first that tells of events. */
async function* untilEvents(envelopes: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const envelope of envelopes) {
    yield envelope
    if (envelope.includes('<m:Notifications>')) return
  }
}

async function* one(document: string): AsyncGenerator<string> {
  yield document
}

/** Leaves out the envelopes that tell of the connection, by which of them it is, from 0. */
function withoutStatus(isLeftOut: (status: string, number: number) => boolean): () => Interference {
  return () =>
    editStreams(() => {
      let number = 0
      return (envelope) => {
        const status = /<m:ConnectionStatus>(\w+)/.exec(envelope)?.[1]
        return status !== undefined && isLeftOut(status, number++) ? [] : [envelope]
      }
    })
}

/** How the answer to GetStreamingEvents is sent, and when. */
export const STREAMING_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '1a',
    mistake: 'buffers the streaming answer and sends it as one document',
    clause: STREAMING,
    observe: told,
    right: TOLD,
    wrong: ['(a meeting)', '(45 s)', '(60 s)', 'head', 'OK events OK Closed', 'end'],
    plant: {
      relay: () => resend(async (stream) => ({ ...stream, body: one(await allOf(stream.body)) })),
    },
  }),
  mistake({
    id: '1b',
    mistake: 'gives the streaming answer a Content-Length',
    clause: STREAMING,
    observe: framing,
    right: CHUNKED,
    wrong: { isChunked: false, hasLength: true, encoding: null },
    plant: { relay: () => resend(async (stream) => ({ ...stream, body: await allOf(stream.body) })) },
  }),
  mistake({
    id: '1c',
    mistake: 'compresses the streaming answer',
    clause: STREAMING,
    observe: framing,
    right: CHUNKED,
    wrong: { isChunked: true, hasLength: false, encoding: 'gzip' },
    plant: {
      relay: () =>
        resend((stream) => ({
          ...stream,
          fields: { ...stream.fields, 'content-encoding': ['gzip'] },
          body: compressed(stream.body),
        })),
    },
  }),
  mistake({
    id: '1d',
    mistake: 'ends the streaming answer after the first batch of events',
    clause: STREAMING,
    observe: told,
    right: TOLD,
    wrong: ['head', 'OK', '(a meeting)', 'events', 'end', '(45 s)', '(60 s)'],
    plant: { relay: () => resend((stream) => ({ ...stream, body: untilEvents(stream.body) })) },
  }),
  mistake({
    id: '4a',
    mistake: 'sends no envelope at once when a stream is opened',
    clause: STREAMING,
    observe: told,
    right: TOLD,
    wrong: ['head', '(a meeting)', 'events', '(45 s)', 'OK', '(60 s)', 'Closed', 'end'],
    plant: { relay: withoutStatus((_, number) => number === 0) },
  }),
  mistake({
    id: '4b',
    mistake: 'sends no heartbeat after 45 seconds of silence',
    clause: STREAMING,
    observe: told,
    right: TOLD,
    wrong: ['head', 'OK', '(a meeting)', 'events', '(45 s)', '(60 s)', 'Closed', 'end'],
    plant: { relay: withoutStatus((status, number) => status === 'OK' && number > 0) },
  }),
  mistake({
    id: '4c',
    mistake: 'ends a stream without an envelope that says Closed',
    clause: STREAMING,
    observe: told,
    right: TOLD,
    wrong: ['head', 'OK', '(a meeting)', 'events', '(45 s)', 'OK', '(60 s)', 'end'],
    plant: { relay: withoutStatus((status) => status === 'Closed') },
  }),
]

/** Each envelope as a gzip member of its own, as a server does that flushes its compressor. */
async function* compressed(envelopes: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const envelope of envelopes) yield gzipSync(envelope)
}
