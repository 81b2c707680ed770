import { expect, it } from 'vitest'
import { connectMercury, openSocket } from '../testing/mercury-client.js'
import { startWebexLab } from '../testing/webex-lab.js'

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
