import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { LabError, turn } from '../../core/index.js'

/** Why the signal aborts. Made once: an error made for each request costs more than the request. */
const GONE = new LabError('CLIENT_GONE', { message: 'The client has gone, or the listener has closed.' })

/**
 * Aborts when the answer can reach nobody any more. Who asks for it lets the client wait: a client that ends its side of
 * the connection meanwhile has hung up, though it gets what is answered in this turn of the event loop.
 */
export function goneSignal(response: ServerResponse, socket: Socket): AbortSignal {
  const controller = new AbortController()
  if (response.closed) {
    controller.abort(GONE)
    return controller.signal
  }
  const hangUp = (): void => void socket.end()
  response.once('close', () => {
    socket.off('end', hangUp)
    controller.abort(GONE)
  })
  if (socket.readableEnded) void turn().then(hangUp)
  else socket.once('end', hangUp)
  return controller.signal
}
