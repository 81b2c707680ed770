import { expect, it } from 'vitest'
import { connectMercury, openSocket, type MercuryClient } from '../testing/mercury-client.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

it('tells an authorized client its buffer state first, in a message without a type', async () => {
  await using lab = await startWebexLab()

  const client = await connectMercury(lab, lab.tokenOf('alice'))

  const first = await client.next()
  expect(first.data).toEqual({ eventType: 'mercury.buffer_state' })
  expect(first.sequenceNumber).toBe(1)
  expect(first).not.toHaveProperty('type')
})

it('answers a ping with its id and the next sequence number', async () => {
  await using lab = await startWebexLab()
  const client = await connectMercury(lab, lab.tokenOf('alice'))
  await client.next()

  client.send({ id: 'p1', type: 'ping' })

  expect(await client.next()).toMatchObject({ id: 'p1', type: 'pong', sequenceNumber: 2 })
})

it('closes with 4401 for a bad token, with 4403 for the device of somebody else, with 4400 for nonsense', async () => {
  await using lab = await startWebexLab()

  const bad = await connectMercury(lab, lab.tokenOf('alice'), 'no-token')
  const foreign = await connectMercury(lab, lab.tokenOf('alice'), lab.tokenOf('bob'))
  const nonsense = await connectMercury(lab, lab.tokenOf('alice'))
  nonsense.socket.send('{')

  expect(await bad.closed()).toBe(4401)
  expect(await foreign.closed()).toBe(4403)
  expect(await nonsense.closed()).toBe(4400)
})

it('replaces the socket of a device with its next one', async () => {
  await using lab = await startWebexLab()
  const first = await connectMercury(lab, lab.tokenOf('alice'))
  await first.next()
  const device = { url: first.deviceUrl, webSocketUrl: first.socket.url }

  const second = await openSocket(lab, device, lab.tokenOf('alice'))

  expect((await second.next()).data?.eventType).toBe('mercury.buffer_state')
  expect(await first.closed()).toBe(4000)
})

it('journals a socket as a stream with its frames as children, without the token', async () => {
  await using lab = await startWebexLab()
  const client = await connectMercury(lab, lab.tokenOf('alice'))
  await client.next()

  const entries = [...lab.core.journal.entries(0, ({ protocol }) => protocol === 'mercury')]

  const [stream, ...frames] = entries
  expect(stream).toMatchObject({
    kind: 'stream',
    principal: 'alice@ent-pa.example',
    target: lab.idOf('alice'),
  })
  expect(frames.map(({ operation, parent }) => [operation, parent])).toEqual([
    ['authorization', stream?.id],
    ['mercury.buffer_state', stream?.id],
  ])
  expect(JSON.stringify(entries)).not.toContain(lab.tokenOf('alice'))
})

/** Has alice told of something: a message from bob. */
function disturb(lab: WebexLab, text: string) {
  const json = { toPersonEmail: 'alice@ent-pa.example', text }
  return lab.call({ to: 'POST /v1/messages', token: lab.tokenOf('bob'), json })
}

const verbOf = async (client: MercuryClient) =>
  ((await client.next()).data as { activity: { verb: string } } | undefined)?.activity.verb

it('sends again, under their ids, what a client had not acknowledged when it came back', async () => {
  await using lab = await startWebexLab()
  const first = await connectMercury(lab, lab.tokenOf('alice'))
  await first.next()
  await disturb(lab, 'one')
  const created = await first.next()
  const posted = await first.next()
  first.send({ messageId: created.id, type: 'ack' })
  first.send({ id: 'p1', type: 'ping' })
  await first.next()
  first.socket.close()
  await first.closed()
  await disturb(lab, 'two')

  const second = await openSocket(lab, deviceOf(first), lab.tokenOf('alice'))

  const [state, again, missed] = [await second.next(), await second.next(), await second.next()]
  expect(state.data?.eventType).toBe('mercury.buffer_state')
  expect(again).toMatchObject({ id: posted.id, sequenceNumber: 2 })
  expect(missed).toMatchObject({ sequenceNumber: 3, data: { activity: { verb: 'post' } } })
})

it('keeps what a client misses for half an hour', async () => {
  await using lab = await startWebexLab()
  const first = await connectMercury(lab, lab.tokenOf('alice'))
  await first.next()
  first.socket.close()
  await first.closed()
  await disturb(lab, 'one')
  await lab.advance(31 * 60_000)

  const second = await openSocket(lab, deviceOf(first), lab.tokenOf('alice'))
  await second.next()
  second.send({ id: 'p1', type: 'ping' })

  expect(await second.next()).toMatchObject({ type: 'pong' })
})

it('closes the old socket with 4001 when the client has moved as it was told to', async () => {
  await using lab = await startWebexLab()
  const first = await connectMercury(lab, lab.tokenOf('alice'))
  await first.next()

  lab.core.faults.add({
    match: { protocol: 'mercury', operation: 'pong' },
    act: { kind: 'error', code: 'shutdown' },
    limit: { times: 1 },
  })
  first.send({ id: 'p1', type: 'ping' })

  expect(await first.next()).toMatchObject({ type: 'pong' })
  expect(await first.next()).toMatchObject({ type: 'shutdown' })
  const second = await openSocket(lab, deviceOf(first), lab.tokenOf('alice'))
  expect((await second.next()).data?.eventType).toBe('mercury.buffer_state')
  expect(await first.closed()).toBe(4001)
})

it.each([
  ['4400', 4400],
  ['4401', 4401],
  ['4403', 4403],
  ['1011', 1011],
  ['1005', 1005],
  ['1006', 1006],
] as const)('closes with %s when a fault says so', async (code, seen) => {
  await using lab = await startWebexLab()
  lab.core.faults.add({
    match: { protocol: 'mercury', operation: 'mercury.buffer_state' },
    act: { kind: 'error', code },
  })

  const client = await connectMercury(lab, lab.tokenOf('alice'))

  expect(await client.closed()).toBe(seen)
})

it('leaves a gap in the numbers where a fault loses a frame', async () => {
  await using lab = await startWebexLab()
  const client = await connectMercury(lab, lab.tokenOf('alice'))
  await client.next()
  lab.core.faults.add({
    match: { protocol: 'mercury', operation: 'conversation.activity' },
    act: { kind: 'silence' },
    limit: { times: 1 },
  })

  await disturb(lab, 'one')

  expect(await client.next()).toMatchObject({ sequenceNumber: 3 })
})

it('forgets what it kept for a device that is registered no more', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const [gone, stays] = [await connectMercury(lab, token), await connectMercury(lab, token)]
  await Promise.all([gone.next(), stays.next()])

  await lab.call({ to: `DELETE ${gone.deviceUrl}`, token })
  await disturb(lab, 'one')
  gone.send({ id: 'p1', type: 'ping' })

  expect(await verbOf(stays)).toBe('create')
  expect(await gone.next()).toMatchObject({ type: 'pong' })
})

function deviceOf({ deviceUrl, socket }: MercuryClient) {
  return { url: deviceUrl, webSocketUrl: socket.url }
}
