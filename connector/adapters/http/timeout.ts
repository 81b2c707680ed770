import { ConnectorError } from '../../error.js'
import { createDeadline, type Clock } from '../../time-and-chance/clock.js'
import { host } from './host.js'

/** How long a call may take before its server counts as unreachable; longer than any long poll. @inferred */
const CALL_TIMEOUT_MS = 60_000

/** Gives `work` a signal that ends with the request's own, or when the server takes too long. */
export async function withinTimeout<T>(
  clock: Clock,
  request: { readonly url: string; readonly signal?: AbortSignal; readonly timeoutMs?: number },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = createDeadline(clock, request.timeoutMs ?? CALL_TIMEOUT_MS, {
    reason: () =>
      new ConnectorError('UNREACHABLE', {
        message: `${host(request.url)} took too long.`,
        reason: 'TIMEOUT',
      }),
    ...(request.signal === undefined ? {} : { parent: request.signal }),
  })
  try {
    return await work(deadline.signal)
  } finally {
    deadline.cancel()
  }
}
