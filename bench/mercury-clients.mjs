// Many WebSocket clients that acknowledge what they are told, and say when it came.
import { readFileSync } from 'node:fs'
import { WebSocket } from 'ws'

const AT_ONCE = 50

/** Opens a socket for each; one with a token authorizes itself and is open when it has been told its buffer state. */
export async function openSockets(wanted, caFile) {
  const ca = readFileSync(caFile)
  const state = { frame: '', everybody: undefined, posts: wanted.map(() => []) }
  const sockets = []
  for (let first = 0; first < wanted.length; first += AT_ONCE) {
    const some = wanted.slice(first, first + AT_ONCE)
    sockets.push(
      ...(await Promise.all(some.map((one, at) => openSocket(one, { ca, state, number: first + at })))),
    )
  }

  return {
    count: sockets.length,
    lastFrame: () => state.frame,
    /** The times of the next so many frames, all clients together, in order. */
    arrivals: (count) => new Promise((resolve) => (state.everybody = { count, times: [], resolve })),
    /** When the next post comes to one client. */
    postTo: (number) => new Promise((resolve) => state.posts[number].push(resolve)),
    close() {
      for (const socket of sockets) socket.terminate()
    },
  }
}

function openSocket({ url, token }, { ca, state, number }) {
  const socket = new WebSocket(url, { ca, perMessageDeflate: false })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      const time = process.hrtime.bigint()
      const text = data.toString('utf8')
      const message = JSON.parse(text)
      socket.send(JSON.stringify({ messageId: message.id, type: 'ack' }))
      if (message.data?.eventType === 'mercury.buffer_state') return resolve(socket)
      note({ state, number }, { text, message, time })
    })
    socket.on('open', () => {
      if (token === null) return resolve(socket)
      socket.send(JSON.stringify({ id: 'a', type: 'authorization', data: { token: `Bearer ${token}` } }))
    })
  })
}

function note({ state, number }, { text, message, time }) {
  state.frame = text
  const { everybody } = state
  if (everybody !== undefined) {
    everybody.times.push(time)
    if (everybody.times.length === everybody.count) {
      state.everybody = undefined
      everybody.resolve(everybody.times)
    }
  }
  if (message.data?.activity?.verb === 'post') state.posts[number].shift()?.(time)
}
