import type { Socket } from 'node:net'
import type { ByteCounts } from '../../time-and-chance/lab-time.js'

/** Adds up the bytes of every connection the node ever had, as the application sees them: inside TLS, if there is any. */
export interface Traffic {
  watch(socket: Socket): void
  readonly count: () => ByteCounts
}

export function createTraffic(): Traffic {
  const open = new Set<Socket>()
  let closed: ByteCounts = { sent: 0, received: 0 }
  return {
    watch: (socket) => {
      open.add(socket)
      socket.once('close', () => {
        open.delete(socket)
        closed = add(closed, socket)
      })
    },
    count: () => [...open].reduce(add, closed),
  }
}

function add(total: ByteCounts, socket: Socket): ByteCounts {
  return { sent: total.sent + socket.bytesWritten, received: total.received + socket.bytesRead }
}
