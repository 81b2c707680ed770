import net from 'node:net'
import { expect, it } from 'vitest'
import { instant, turn } from '../../core/index.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../testing/exchange-lab.js'
import { rawPost, type RawPost } from '../testing/raw-post.js'
import { soapEnvelope, streamRequest, subscribeRequest } from '../testing/soap.js'
import { writeAppointment } from './testing/write-appointment.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const ALICE = 'alice@ent-pa.example'
const CREDENTIALS = `${SERVICE_ACCOUNT}:${PASSWORD}`

function post(lab: Lab, body: string, more: Partial<RawPost> = {}) {
  return rawPost({ port: lab.port, credentials: CREDENTIALS, body: soapEnvelope(body, ALICE), ...more })
}

async function subscribe(lab: Lab): Promise<string> {
  const answer = await post(lab, subscribeRequest(['ModifiedEvent']))
  return /<m:SubscriptionId>(.*)<\/m:SubscriptionId>/.exec(await answer.chunk(0))?.[1] ?? ''
}

const write = (lab: Lab, number: number) => writeAppointment(lab, ALICE, number)
const nextTick = () => new Promise((resolve) => process.nextTick(resolve))

it('swallows nothing between a connection that the client has just left and the next', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  const dead = await post(lab, streamRequest([id]))
  await dead.chunk(0)

  dead.hangUp()
  write(lab, 1)
  const next = await post(lab, streamRequest([id]))

  expect(await next.chunk(1)).toContain('<t:ModifiedEvent>')
  expect(next.chunks[1]?.match(/<t:ItemId/g)).toHaveLength(1)
})

it('never compresses a stream, whatever the client offers', async () => {
  await using lab = await startExchangeLab()
  const headers = { 'Accept-Encoding': 'gzip, deflate' }

  const stream = await post(lab, streamRequest([await subscribe(lab)]), { headers })

  expect(stream.head).not.toMatch(/Content-Encoding/i)
  expect(await stream.chunk(0)).toMatch(/^<Envelope /)
})

it('puts each envelope into a chunk of its own, and none of them has an XML declaration', async () => {
  await using lab = await startExchangeLab()
  const stream = await post(lab, streamRequest([await subscribe(lab)], 1))
  for (let number = 1; number <= 5; number++) {
    write(lab, number)
    await stream.chunk(number)
  }

  await lab.clock.advanceTo(instant(lab.clock.now() + 60_000))
  await stream.ended

  expect(stream.chunks).toHaveLength(1 + 5 + 1 + 1)
  for (const chunk of stream.chunks) expect(chunk).toMatch(/^<Envelope .*<\/Envelope>$/s)
  expect(stream.chunks.join('')).not.toContain('<?xml')
})

/** A client that reads from the network only as long as it is not paused, and notes the items that it hears of. */
async function openReader(lab: Lab, ids: readonly string[]) {
  const items: string[] = []
  let rest = ''
  let told = (): void => undefined
  const callback = (size: number, buffer: Uint8Array): boolean => {
    rest += Buffer.from(buffer.subarray(0, size)).toString('latin1')
    for (const [, id = ''] of rest.matchAll(/<t:ItemId Id="([^"]+)"|ConnectionStatus>OK/g)) items.push(id)
    rest = rest.slice(rest.lastIndexOf('<'))
    told()
    return true
  }
  const onread = { buffer: Buffer.alloc(65_536), callback }
  const socket = net.connect({ port: lab.port, host: '127.0.0.1', onread })
  const heard = (count: number) =>
    new Promise<void>((resolve) => {
      told = () => (items.length >= count ? resolve() : undefined)
      told()
    })
  const body = soapEnvelope(streamRequest(ids), ALICE)
  socket.write(
    'POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: lab\r\nContent-Type: text/xml\r\n' +
      `Authorization: Basic ${Buffer.from(CREDENTIALS).toString('base64')}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  await heard(1)
  return { socket, items, heard }
}

it('waits for a client that does not read, and then tells it everything', async () => {
  await using lab = await startExchangeLab()
  const subscriptions = await Promise.all(Array.from({ length: 20 }, () => subscribe(lab)))
  const { socket, items, heard } = await openReader(lab, subscriptions)

  socket.pause()
  for (let number = 1; number <= 500; number++) {
    write(lab, number)
    await nextTick()
  }
  socket.resume()
  await heard(1 + 20 * 500)

  expect(new Set(items.slice(1)).size).toBe(500)
  socket.destroy()
})

it('tells again what a client has thrown away unread', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  const { socket, heard } = await openReader(lab, [id])
  write(lab, 1)
  await heard(2)
  socket.pause()
  write(lab, 2)
  for (let turns = 0; turns < 10; turns++) await turn()

  socket.destroy()
  const next = await post(lab, streamRequest([id]))

  expect(await next.chunk(1)).toContain('<t:ModifiedEvent>')
})

it('does not tell again what a client had read when it left', async () => {
  await using lab = await startExchangeLab()
  const id = await subscribe(lab)
  const { socket, heard } = await openReader(lab, [id])
  write(lab, 1)
  await heard(2)
  socket.destroy()
  for (let turns = 0; turns < 10; turns++) await turn()
  write(lab, 2)

  const next = await post(lab, streamRequest([id]))

  const told = (await next.chunk(1)).match(/<t:ItemId Id="[^"]+"/g)
  expect(told).toHaveLength(1)
})
