import { realNow } from '../time-and-chance/clock.js'
import type { WireAnswer, WireExchange, WireRequest } from './wire.js'

/** A Mercury frame that a node sent. */
export interface WireFrame {
  readonly node: number
  readonly text: string
}

/** Everything a subject's nodes put on the wire, in order. */
export interface Ledger {
  /** Notes a request; call the result once with the answer. */
  record(request: WireRequest): (answer: WireAnswer) => void
  recordFrame(frame: WireFrame): void
  exchanges(): readonly WireExchange[]
  frames(): readonly WireFrame[]
}

export function createLedger(): Ledger {
  const exchanges: WireExchange[] = []
  const frames: WireFrame[] = []
  return {
    record(request) {
      const index = exchanges.length
      const opened = { id: index + 1, at: realNow(), request, answer: undefined }
      exchanges.push(opened)
      return (answer) => {
        exchanges[index] = { ...opened, answer }
      }
    },
    recordFrame: (frame) => void frames.push(frame),
    exchanges: () => exchanges,
    frames: () => frames,
  }
}
