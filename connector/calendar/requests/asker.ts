import type { Exchange, Mailbox } from '../../ports/exchange.js'
import type { CalendarServices } from '../services.js'

/** The person who asks, with their mailbox: what is done is done as them. */
export interface Asker {
  readonly services: CalendarServices
  readonly exchange: Exchange
  readonly mailbox: Mailbox
}
