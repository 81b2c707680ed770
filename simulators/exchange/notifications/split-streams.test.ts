import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { connectEws, getStreamingEvents } from '../../../clients/index.js'
import { instant, turn } from '../../core/index.js'
import { PASSWORD, startExchangeLab } from '../testing/exchange-lab.js'
import { rawPost } from '../testing/raw-post.js'
import { soapEnvelope, streamRequest, subscribeRequest } from '../testing/soap.js'
import { writeAppointment } from './testing/write-appointment.js'

const ALICE = 'alice@ent-pa.example'
const CREDENTIALS = { username: ALICE, password: PASSWORD }

/** Everything that came on the wire in answer to a GetStreamingEvents, from the status line to the last chunk. */
async function recordStream(): Promise<Buffer> {
  await using lab = await startExchangeLab()
  const post = { port: lab.port, credentials: `${ALICE}:${PASSWORD}` }
  const subscribed = await rawPost({ ...post, body: soapEnvelope(subscribeRequest(['ModifiedEvent'])) })
  const id = /<m:SubscriptionId>(.*)<\/m:SubscriptionId>/.exec(await subscribed.chunk(0))?.[1] ?? ''
  const stream = await rawPost({ ...post, body: soapEnvelope(streamRequest([id], 1)) })
  for (const number of [1, 2]) {
    writeAppointment(lab, ALICE, number)
    await stream.chunk(number)
  }
  await lab.clock.advanceTo(instant(lab.clock.now() + 60_000))
  await stream.ended
  const chunks = stream.chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`)
  return Buffer.from(`${stream.head}\r\n\r\n${chunks.join('')}0\r\n\r\n`)
}

/** A server that answers whatever it is asked with these parts, each in a turn of its own. */
async function replay(partsOf: () => Iterable<Buffer>) {
  const server = net.createServer((socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.once('data', () => void answer(socket))
  })
  async function answer(socket: net.Socket): Promise<void> {
    for (const part of partsOf()) {
      socket.write(part)
      await turn()
    }
    socket.end()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/EWS/Exchange.asmx`,
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}

/** What our own client makes of it: how many events each envelope had. */
async function heard(url: string): Promise<readonly number[]> {
  await using ews = connectEws({ url, credentials: CREDENTIALS, authentication: 'basic' })
  const options = { timeoutMinutes: 1, signal: new AbortController().signal }
  const counts: number[] = []
  for await (const events of getStreamingEvents(ews, ['id'], options)) counts.push(events.length)
  return counts
}

const EXPECTED = [0, 2, 2, 0, 0]

it('is understood by our client when every byte comes alone', async () => {
  const bytes = await recordStream()
  await using server = await replay(function* () {
    for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1)
  })

  expect(await heard(server.url)).toEqual(EXPECTED)
})

it('is understood by our client wherever it is cut in two', async () => {
  const bytes = await recordStream()
  let cut = 0
  await using server = await replay(() => [bytes.subarray(0, cut), bytes.subarray(cut)])

  for (cut = 1; cut < bytes.length; cut += 29) expect([cut, await heard(server.url)]).toEqual([cut, EXPECTED])
})

it('is understood by our client when envelopes come together, and half of the next with them', async () => {
  const bytes = await recordStream()
  for (const size of [700, 1_900, 2_500, bytes.length]) {
    await using server = await replay(function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    })

    expect([size, await heard(server.url)]).toEqual([size, EXPECTED])
  }
})
