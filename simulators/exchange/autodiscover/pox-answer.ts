import type { Recipient } from '../../directory/recipients/recipient.js'
import { hasMailbox } from '../../directory/recipients/recipient.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import type { PoxRequest } from './pox-request.js'

/** @source ews.md 8.2 */
export const RESPONSE_SCHEMA =
  'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

/** The errors of POX Autodiscover, which come with HTTP 200. @source ews.md 8.2 */
export const POX_ERRORS = {
  500: "The email address can't be found.",
  501: 'The email address is invalid.',
  600: 'Invalid Request',
  601: 'Provider is not available',
  603: 'The server encountered an error.',
} as const

export type PoxErrorCode = keyof typeof POX_ERRORS

export function isPoxErrorCode(code: PropertyKey): code is PoxErrorCode {
  return Object.hasOwn(POX_ERRORS, code)
}

export type Mailbox = Recipient & { readonly mailboxGuid: string }

/** What a request is answered with. */
export type PoxAnswer =
  | { readonly kind: 'settings'; readonly mailbox: Mailbox }
  | { readonly kind: 'redirectAddr'; readonly address: string }
  | { readonly kind: 'error'; readonly code: PoxErrorCode }

/** @source ews.md 8.2, 8.5 */
export function answerPox(recipients: Recipients, request: PoxRequest | undefined): PoxAnswer {
  if (request === undefined) return { kind: 'error', code: 600 }
  if (request.acceptableResponseSchema !== RESPONSE_SCHEMA) return { kind: 'error', code: 601 }
  const isLegacyDn = request.identity.startsWith('/')
  if (!isLegacyDn && !/^[^@\s]+@[^@\s]+$/.test(request.identity)) return { kind: 'error', code: 501 }

  const recipient = isLegacyDn ? recipients.resolve(request.identity) : recipients.byAddress(request.identity)
  if (recipient === undefined) return { kind: 'error', code: 500 }
  if (hasMailbox(recipient)) return { kind: 'settings', mailbox: recipient }
  if (recipient.kind === 'remote' && recipient.targetAddress !== undefined) {
    return { kind: 'redirectAddr', address: recipient.targetAddress }
  }
  return { kind: 'error', code: 500 }
}
