import type { Duplex } from 'node:stream'
import { stateOf, type ClientState } from './client-state.js'
import { Wire } from './wire.js'

/** What is known of the client at the other end of a connection that a service was given. */
export function clientOf(socket: Duplex): ClientState {
  return socket instanceof Wire ? socket.client : stateOf(socket)
}
