import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { ByteCounts } from '../../time-and-chance/lab-time.js'

/** Adds up the bytes of every connection the node ever had, as the application sees them: inside TLS, if there is any. */
export interface Traffic {
  watch(socket: Socket): void
  readonly count: () => ByteCounts
  /** Drops every connection without a word, to us or to the other side, and every later one as soon as it is opened. */
  cut(): void
}

export function createTraffic(): Traffic {
  const open = new Set<Socket>()
  let closed: ByteCounts = { sent: 0, received: 0 }
  let isCut = false
  return {
    watch: (socket) => {
      if (isCut) return drop(socket)
      open.add(socket)
      socket.on('error', () => undefined) // whoever uses the connection hears of it; between two uses there is nobody
      let isConnected = !socket.connecting
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => (isConnected = true))
      socket.once('close', () => {
        open.delete(socket)
        // what was written to a connection that never came about has reached nobody
        if (isConnected) closed = add(closed, socket)
      })
    },
    count: () => [...open].reduce(add, closed),
    cut: () => {
      isCut = true
      for (const socket of open) drop(socket)
    },
  }
}

function add(total: ByteCounts, socket: Socket): ByteCounts {
  return { sent: total.sent + socket.bytesWritten, received: total.received + socket.bytesRead }
}

/** Nobody hears of the end: whoever waits for this connection waits for ever. */
function drop(socket: Socket): void {
  socket.removeAllListeners()
  socket.on('error', () => undefined)
  socket.destroy()
}
