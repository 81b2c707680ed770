import type { Core, Strike } from '../../core/index.js'
import type { Close } from './close.js'

/** What becomes of a frame that a fault has struck. */
export type FrameFate =
  | { readonly kind: 'lost' }
  | { readonly kind: 'late'; readonly ms: number }
  | { readonly kind: 'closed'; readonly close: Close }
  | { readonly kind: 'shutdown' }

/** By this name an error tells the client to move to another socket, instead of closing this one. */
const SHUTDOWN = 'shutdown'

/**
 * A fault of the lab on a frame or on the opening of a socket. The name of an error is the close code, with `reason`
 * as its detail; `shutdown` announces that the server goes away. A frame that is silenced leaves a gap in the
 * sequence numbers.
 */
export function fateOf({ act }: Strike): FrameFate {
  switch (act.kind) {
    case 'silence':
      return { kind: 'lost' }
    case 'delay':
      return { kind: 'late', ms: act.ms }
    case 'error':
      return act.code === SHUTDOWN
        ? { kind: 'shutdown' }
        : closed(Number(act.code) || 1011, String(act.details?.['reason'] ?? ''))
    case 'status':
      return closed(4000 + act.status, '')
    case 'reset':
    case 'truncate':
      return closed(1006, '')
  }
}

function closed(code: number, reason: string): FrameFate {
  return { kind: 'closed', close: { code, reason } }
}

export function strikeFrame(
  { faults }: Core,
  frame: {
    readonly via: string
    readonly operation: string
    readonly principal: string | null
    readonly target: string
  },
): Strike | undefined {
  if (faults.isEmpty) return undefined
  const { principal, ...subject } = frame
  return faults.strike('before', {
    protocol: 'mercury',
    ...subject,
    ...(principal === null ? {} : { principal }),
  })
}
