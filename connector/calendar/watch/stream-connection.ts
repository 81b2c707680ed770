import { ConnectorError } from '../../error.js'
import type { Affinity, Exchange, ItemChange, Mailbox, StreamMessage } from '../../ports/exchange.js'

/** What a connection tells its group. */
export interface StreamListener {
  onChanges(subscriptionId: string, changes: readonly ItemChange[]): void
  /** Events of this subscription may have been lost. */
  onGap(subscriptionId: string): void
  /** This subscription is dead; the others on the connection live on. */
  onLost(subscriptionId: string, code: string): void
}

export interface StreamRequest {
  readonly exchange: Exchange
  readonly mailbox: Mailbox
  readonly affinity: Affinity
  readonly ids: readonly string[]
  readonly listener: StreamListener
  readonly signal: AbortSignal
}

/** How a connection came to its end. A clean end loses nothing: the server keeps events until the next connection. */
export type StreamEnd = { readonly kind: 'closed' } | { readonly kind: 'failed'; readonly error: unknown }

/** One answer to GetStreamingEvents. */
export interface StreamConnection {
  readonly ids: readonly string[]
  /** True once the server has said that it streams; false when the connection ended before. */
  readonly opened: Promise<boolean>
  /** Never rejects. */
  readonly ended: Promise<StreamEnd>
}

/** Another connection took these subscriptions over: the words with which the server ends the former one. @source ews.md 4.9 */
const HANDED_OVER = 'ErrorNewEventStreamConnectionOpened'
const GAP_CODES: ReadonlySet<string> = new Set(['ErrorMissedNotificationEvents'])

export function openStreamConnection(request: StreamRequest): StreamConnection {
  let tellOpened: (isOpen: boolean) => void = () => undefined
  const opened = new Promise<boolean>((resolve) => (tellOpened = resolve))
  const ended = follow(request, () => tellOpened(true)).finally(() => tellOpened(false))
  return { ids: request.ids, opened, ended }
}

async function follow(request: StreamRequest, tellOpened: () => void): Promise<StreamEnd> {
  const { exchange, mailbox, affinity, ids, signal } = request
  let isSilent = true
  try {
    for await (const message of exchange.stream(mailbox, ids, { affinity, signal })) {
      isSilent = false
      if (message.kind === 'alive' || message.kind === 'notification') tellOpened()
      take(message, request.listener)
    }
    if (isSilent) throw refusal({ code: 'NoMessage' })
    return { kind: 'closed' }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

function take(message: StreamMessage, listener: StreamListener): void {
  if (message.kind === 'notification') listener.onChanges(message.subscriptionId, message.changes)
  if (message.kind !== 'failed' || message.code === HANDED_OVER) return
  if (message.subscriptionIds.length === 0) throw refusal(message)
  for (const id of message.subscriptionIds) {
    if (GAP_CODES.has(message.code)) listener.onGap(id)
    else listener.onLost(id, message.code)
  }
}

/** An answer that concerns no subscription in particular: nothing is streamed. */
function refusal({
  code,
  backOffMs,
}: {
  readonly code: string
  readonly backOffMs?: number
}): ConnectorError {
  return new ConnectorError('EWS_ERROR', {
    message: 'Exchange does not stream events; look at its event log.',
    reason: code,
    ...(backOffMs === undefined ? {} : { backOffMs }),
  })
}
