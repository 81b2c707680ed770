import { once } from 'node:events'
import { type Socket, connect, createServer } from 'node:net'

import { expect, it } from 'vitest'

import { listen } from './listen.js'

async function openEcho() {
  const gate = await listen(createServer((socket) => socket.pipe(socket)))
  return { ...gate, [Symbol.asyncDispose]: gate.close }
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

/** A connection that is dropped may be reset as well as ended. */
function closed(socket: Socket): Promise<void> {
  socket.on('error', () => undefined)
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

async function ask(socket: Socket, text: string): Promise<string> {
  socket.write(text)
  const [answer] = (await once(socket, 'data')) as readonly Buffer[]
  return answer?.toString() ?? ''
}

it('drops every connection when it is partitioned, and says nothing to new ones', async () => {
  await using echo = await openEcho()
  const before = await open(echo.port)
  expect(await ask(before, 'one')).toBe('one')
  const dropped = closed(before)

  echo.partition()
  await dropped
  const during = await open(echo.port)
  const heard: unknown[] = []
  during.on('data', (chunk) => heard.push(chunk))
  const ended = closed(during)
  during.write('two')
  await using other = await openEcho() // by the time it has answered, an echo would have come
  const neighbour = await open(other.port)
  for (const text of ['a', 'b', 'c']) await ask(neighbour, text)
  echo.heal()
  await ended

  expect(heard).toEqual([])
})

it('serves again once it is healed', async () => {
  await using echo = await openEcho()
  echo.partition()
  echo.heal()

  const socket = await open(echo.port)

  expect(await ask(socket, 'three')).toBe('three')
  socket.destroy()
})
