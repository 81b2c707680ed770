import type { Clock } from '../../../core/index.js'
import { callOut } from '../../../network/index.js'
import type { EwsObject } from '../../ews/tree.js'
import { pageNotification } from '../page-notification.js'
import { readEvents, type EventLog, type EventPage } from '../read-events.js'
import type { Subscription, SubscriptionConnection } from '../subscription.js'
import type { Subscriptions } from '../subscriptions.js'
import { createNews } from './news.js'
import { ACTION, readSubscriptionStatus } from './push-message.js'
import type { PushOptions } from './push-options.js'

/** Who is called, and how. */
export interface PushTarget {
  readonly url: URL
  /** Whose mailbox it is about. */
  readonly mailbox: string
  /** The version that the client named when it subscribed. */
  readonly version: string
  /** So long the client is tried to be reached, and so often told when there is nothing to tell. */
  readonly statusFrequencyMs: number
}

export interface PushDeliveryOptions extends EventLog, PushOptions {
  readonly clock: Clock
  readonly subscriptions: Subscriptions
  readonly write: (notification: EwsObject, version: string) => string
}

type Page = Extract<EventPage, { kind: 'events' }>

/** @source "StatusFrequency", EWS reference: retries come 30, 60, 120 … seconds after the call that failed */
const FIRST_RETRY_MS = 30_000

/** @inferred how long a client may take to answer */
const ANSWER_MS = 30_000

/** No answer of a client is longer. */
const MAX_ANSWER_BYTES = 65_536

/**
 * Calls the client of a push subscription: at once with a StatusEvent, then with every event, one call after the other,
 * and with a StatusEvent when there was none for the time of `StatusFrequency`. The place in the log moves on when the
 * client has answered, so that what it did not take is told again. @source ews.md 4.10
 */
export class PushDelivery implements SubscriptionConnection {
  readonly #options: PushDeliveryOptions
  readonly #subscription: Subscription
  readonly #target: PushTarget
  readonly #ended = new AbortController()

  constructor(options: PushDeliveryOptions, subscription: Subscription, target: PushTarget) {
    this.#options = options
    this.#subscription = subscription
    this.#target = target
    subscription.connection = this
  }

  /** No other connection can take a push subscription over. */
  supersede(): void {
    return
  }

  /** The subscription is gone. */
  release(): void {
    this.#ended.abort()
  }

  /** Calls until the client unsubscribes, cannot be reached any more, or the subscription ends otherwise. */
  async run(): Promise<void> {
    const { world, clock, subscriptions } = this.#options
    using news = createNews(world, this.#subscription.streams)
    const { statusFrequencyMs } = this.#target
    let due = clock.now()
    while (!this.#ended.signal.aborted) {
      const page = this.#read()
      if (page === undefined) break
      if (page.events.length === 0 && clock.now() < due) {
        this.#subscription.cursor = page.cursor
        if (!page.more) await news.next(clock, { ms: due - clock.now(), signal: this.#ended.signal })
        continue
      }
      if (!(await this.#reach())) break
      due = (clock.now() + statusFrequencyMs) as typeof due
    }
    subscriptions.remove(this.#subscription)
  }

  /** What is to be told next; undefined when events were lost, or the world was put back. */
  #read(): Page | undefined {
    if (this.#options.subscriptions.isLost(this.#subscription)) return undefined
    const page = readEvents(this.#options, this.#subscription)
    return page.kind === 'events' ? page : undefined
  }

  /** Tells the next page, and again while nobody answers; false when the subscription is to end. */
  async #reach(): Promise<boolean> {
    const { clock } = this.#options
    const begin = clock.now()
    for (let retryMs = FIRST_RETRY_MS; ; retryMs *= 2) {
      const page = this.#read()
      const said = page === undefined ? 'Unsubscribe' : await this.#tell(page)
      if (said !== undefined) {
        if (page !== undefined) this.#subscription.cursor = page.cursor
        return said === 'OK'
      }
      if (retryMs > this.#target.statusFrequencyMs) return false
      await clock.sleep(begin + retryMs - clock.now(), this.#ended.signal).catch(() => undefined)
      if (this.#ended.signal.aborted) return false
    }
  }

  /** One call; undefined when it was not answered as it should be. */
  async #tell(page: Page) {
    const { journal, observe, write } = this.#options
    const { id, epoch, cursor } = this.#subscription
    const { url, mailbox, version } = this.#target
    const document = write(pageNotification(id, { epoch, sequence: cursor }, page), version)
    observe?.({
      operation: 'SendNotification',
      document,
      isFrame: false,
      request: { document: '', isValid: undefined },
    })
    const entry = journal.open({
      kind: 'call',
      protocol: 'ews-push',
      operation: 'SendNotification',
      via: 'push',
      connection: url.origin,
      target: mailbox,
      request: document,
      requestBytes: Buffer.byteLength(document),
    })
    const answer = await this.#call(url, document)
    const status = answer?.status === 200 ? readSubscriptionStatus(answer.body) : undefined
    entry.close({
      outcome: status ?? String(answer?.status ?? 'unreachable'),
      response: answer?.body ?? null,
      responseBytes: Buffer.byteLength(answer?.body ?? ''),
    })
    return status
  }

  async #call(url: URL, document: string) {
    const outgoing = {
      method: 'POST',
      headers: {
        'Content-Type': 'text/xml; charset=utf-8',
        'Content-Length': Buffer.byteLength(document),
        SOAPAction: ACTION,
        Connection: 'close',
      },
      body: document,
      withinMs: ANSWER_MS,
      maxBytes: MAX_ANSWER_BYTES,
      signal: this.#ended.signal,
    } as const
    try {
      const { status, bytes } = await callOut(this.#options.clock, url, outgoing)
      return { status, body: bytes.toString() }
    } catch {
      // whatever the reason: the client was not reached, and the journal says so
      return undefined
    }
  }
}
