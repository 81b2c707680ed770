import type { Duplex } from 'node:stream'

/**
 * Whether a client is there, has ended its side, having read all that was sent to it, or has gone without that.
 * @source TCP: a connection is reset that is closed with unread data, or to which data come after it was closed
 */
export type ClientState = 'there' | 'gone' | 'reset'

/** What an ordinary socket knows of who is at its other end. */
export function stateOf(socket: Duplex): ClientState {
  if (socket.errored !== null) return 'reset'
  return socket.destroyed || socket.readableEnded ? 'gone' : 'there'
}
