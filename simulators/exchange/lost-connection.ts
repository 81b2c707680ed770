import type { HttpExchange } from '../network/index.js'

/** Breaks a connection. A TLS socket cannot send a reset: its client sees a connection that broke. */
export function resetConnection({ secure, socket }: Pick<HttpExchange, 'secure' | 'socket'>): void {
  if (secure) socket.destroy()
  else socket.resetAndDestroy()
}

/** Leaves a client waiting, until it gives up. */
export function untilGone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
