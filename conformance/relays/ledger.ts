import { realNow } from '../time-and-chance/clock.js'
import type { WireAnswer, WireExchange, WireRequest } from './wire.js'

/** A Mercury frame that a node sent. */
export interface WireFrame {
  readonly node: number
  readonly text: string
}

/** A connection that a node opened to a relay and gave up before it asked anything. */
export interface Contact {
  readonly node: number
  readonly service: string
  /** How the TLS handshake ended. */
  readonly ending: 'closed after the certificate' | 'refused the certificate'
}

/** Everything a subject's nodes put on the wire, in order. */
export interface Ledger {
  /** Notes a request; call the result once with the answer. */
  record(request: WireRequest): (answer: WireAnswer) => void
  recordFrame(frame: WireFrame): void
  recordContact(contact: Contact): void
  exchanges(): readonly WireExchange[]
  frames(): readonly WireFrame[]
  /** The connections that came to nothing. */
  contacts(): readonly Contact[]
}

export function createLedger(): Ledger {
  const exchanges: WireExchange[] = []
  const frames: WireFrame[] = []
  const contacts: Contact[] = []
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
    recordContact: (contact) => void contacts.push(contact),
    contacts: () => contacts,
    exchanges: () => exchanges,
    frames: () => frames,
  }
}
