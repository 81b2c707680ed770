import { collectionOf, instant, type Instant } from '../../core/index.js'

export type OofState = 'Disabled' | 'Enabled' | 'Scheduled'
export type ExternalAudience = 'None' | 'Known' | 'All'

/** An automatic reply; Outlook writes it as an HTML document. */
export interface OofReply {
  readonly message: string
  /** A language tag. */
  readonly language?: string | undefined
}

export interface OofPeriod {
  readonly start: Instant
  readonly end: Instant
}

/** Whether and what a mailbox replies by itself. */
export interface OutOfOffice {
  readonly state: OofState
  readonly externalAudience: ExternalAudience
  /** Only `Scheduled` has one of its own. */
  readonly period?: OofPeriod | undefined
  readonly internalReply: OofReply
  readonly externalReply: OofReply
}

/** The settings of a mailbox whose owner has set some. */
export interface StoredOutOfOffice extends OutOfOffice {
  readonly mailbox: string
}

/** No change of it reaches a subscription: clients must ask. @inferred ews.md 4.13 */
export const outOfOffice = collectionOf<StoredOutOfOffice>()('exchange', 'out-of-office', {
  key: (settings) => settings.mailbox,
})

/** What a mailbox has whose owner never set anything. @inferred from Get-MailboxAutoReplyConfiguration */
export const NEVER_SET: OutOfOffice = {
  state: 'Disabled',
  externalAudience: 'All',
  internalReply: { message: '' },
  externalReply: { message: '' },
}

/** Whether a mailbox replies by itself now. */
export function isReplying({ state, period }: OutOfOffice, now: Instant): boolean {
  if (state !== 'Scheduled') return state === 'Enabled'
  return period !== undefined && period.start <= now && now < period.end
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * The period that an answer shows. Where nothing is scheduled, a day from the present hour on, whatever a client
 * sent. @observed exchangelib 4.9 (`OofSettings.__hash__`): "the server always returns today's date"
 */
export function shownPeriod(settings: OutOfOffice, now: Instant): OofPeriod {
  if (settings.state === 'Scheduled' && settings.period !== undefined) return settings.period
  const start = Math.floor(now / HOUR_MS) * HOUR_MS
  return { start: instant(start), end: instant(start + DAY_MS) }
}
