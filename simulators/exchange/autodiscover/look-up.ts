import { hasMailbox } from '../../directory/recipients/recipient.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import type { Mailbox } from './deployment.js'

/** Where an address leads. */
export type Found =
  | { readonly kind: 'mailbox'; readonly mailbox: Mailbox }
  /** The mailbox is elsewhere, where it has this address. */
  | { readonly kind: 'redirect'; readonly address: string }
  | { readonly kind: 'unknown' }
  /** What was given cannot be an address. */
  | { readonly kind: 'malformed' }

/** Finds the mailbox of an SMTP address or a legacyExchangeDN. @source ews.md 8.2, 8.5 */
export function lookUp(recipients: Recipients, identity: string): Found {
  const isLegacyDn = identity.startsWith('/')
  if (!isLegacyDn && !/^[^@\s]+@[^@\s]+$/.test(identity)) return { kind: 'malformed' }

  const recipient = isLegacyDn ? recipients.resolve(identity) : recipients.byAddress(identity)
  if (recipient === undefined) return { kind: 'unknown' }
  if (hasMailbox(recipient)) return { kind: 'mailbox', mailbox: recipient }
  return recipient.kind === 'remote' && recipient.targetAddress !== undefined
    ? { kind: 'redirect', address: recipient.targetAddress }
    : { kind: 'unknown' }
}
