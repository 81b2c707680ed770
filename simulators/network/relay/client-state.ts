import type { Duplex } from 'node:stream'

/**
 * Whether a client is there, has ended its side, having read what had come to it, or has gone without having read it.
 * @source TCP: a connection that is closed with unread data is reset
 */
export type ClientState = 'there' | 'gone' | 'reset'

/** What an ordinary socket knows of who is at its other end. */
export function stateOf(socket: Duplex): ClientState {
  if (socket.errored !== null) return 'reset'
  return socket.destroyed || socket.readableEnded ? 'gone' : 'there'
}
