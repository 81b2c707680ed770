import type { WebSocket } from 'ws'

/** Why the server closes a socket. @observed @webex/internal-plugin-mercury 3.12.0, webex.md 8 */
export const CLOSE = {
  badRequest: { code: 4400, reason: 'Bad Request' },
  notAuthorized: { code: 4401, reason: 'Authorization Failed' },
  forbidden: { code: 4403, reason: 'Forbidden' },
  replaced: { code: 4000, reason: 'Replaced' },
  /** The client was told to move and has a new socket. */
  handedOver: { code: 4001, reason: 'Replaced during shutdown' },
  goingAway: { code: 1001, reason: 'Going Away' },
} as const satisfies Record<string, Close>

export interface Close {
  readonly code: number
  readonly reason: string
}

/** Codes that no side may send: the socket just ends with them. @source RFC 6455 7.4.1 */
const UNSENDABLE: ReadonlySet<number> = new Set([1005, 1006, 1015])

/** Closes with a code of the protocol; with one that cannot be sent, in the way that makes the other side see it. */
export function closeSocket(socket: WebSocket, { code, reason }: Close): void {
  if (code === 1005) socket.close()
  else if (UNSENDABLE.has(code)) socket.terminate()
  else socket.close(code, reason)
}
