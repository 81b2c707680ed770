import { createHmac } from 'node:crypto'
import { put, type Core } from '../../core/index.js'
import { hydraId } from '../hydra-id.js'
import { callOut, readTarget, type CallTargets } from '../../network/index.js'
import { webhooks, type Webhook } from '../records/webhooks.js'
import { dataAt, type Happening } from '../spaces/happenings.js'
import { renderWebhook } from './render-webhook.js'

/** @inferred A call that fails is made again, so long after. */
const RETRY_AFTER_MS: readonly number[] = [5_000, 30_000]

/** @inferred from what is commonly reported: 100 failures within five minutes make a webhook inactive (webex.md 6) */
const MAX_FAILURES = 100
const FAILURE_WINDOW_MS = 300_000

const MAX_ANSWER_BYTES = 65_536

/** @inferred how long a server may take to answer */
const ANSWER_MS = 15_000

/** Calls the addresses of webhooks: for each of them one thing after the other, what failed again later. */
export class WebhookCaller {
  readonly #core: Core
  readonly #targets: CallTargets
  readonly #ended = new AbortController()
  readonly #queues = new Map<string, Promise<void>>()
  readonly #failures = new Map<string, readonly number[]>()

  constructor(core: Core, targets: CallTargets) {
    this.#core = core
    this.#targets = targets
  }

  /** Tells of a happening as soon as everything before it was told. */
  tell(webhook: Webhook, happening: Happening): void {
    const body = JSON.stringify(bodyOf(webhook, happening))
    const before = this.#queues.get(webhook.id) ?? Promise.resolve()
    const told = before.then(async () => {
      if (!(await this.#call(webhook.id, body))) void this.#repeat(webhook.id, body)
    })
    this.#queues.set(webhook.id, told)
    void told.then(() => {
      if (this.#queues.get(webhook.id) === told) this.#queues.delete(webhook.id)
    })
  }

  [Symbol.dispose](): void {
    this.#ended.abort()
  }

  async #repeat(webhookId: string, body: string): Promise<void> {
    for (const delay of RETRY_AFTER_MS) {
      await this.#core.clock.sleep(delay, this.#ended.signal).catch(() => undefined)
      if (await this.#call(webhookId, body)) return
    }
  }

  /** One call; true when nothing is left to do. A webhook that was changed meanwhile is called as it is now. */
  async #call(webhookId: string, body: string): Promise<boolean> {
    const webhook = this.#core.world.get(webhooks, webhookId)
    if (webhook?.status !== 'active' || this.#ended.signal.aborted) return true

    const outcome = await this.#send(webhook, body)
    if (outcome === 'not called' || /^2/.test(outcome)) return true
    this.#failed(webhookId)
    return false
  }

  async #send({ targetUrl, secret, resource, createdBy }: Webhook, body: string): Promise<string> {
    const { journal, clock } = this.#core
    const url = readTarget(targetUrl, this.#targets)
    const entry = journal.open({
      kind: 'message',
      protocol: 'webhook',
      operation: `POST ${resource}`,
      via: 'webhook',
      connection: new URL(targetUrl).origin,
      target: createdBy,
      request: body,
      requestBytes: Buffer.byteLength(body),
    })
    const outcome =
      url === undefined
        ? 'not called'
        : await callOut(clock, url, {
            method: 'POST',
            headers: headersOf(body, secret),
            body,
            withinMs: ANSWER_MS,
            maxBytes: MAX_ANSWER_BYTES,
            signal: this.#ended.signal,
          }).then(
            ({ status }) => String(status),
            () => 'unreachable',
          )
    entry.close({ outcome, response: null, responseBytes: 0 })
    return outcome
  }

  #failed(webhookId: string): void {
    const { world, clock } = this.#core
    const now = clock.now()
    const recent = [...(this.#failures.get(webhookId) ?? []), now].filter(
      (at) => now - at < FAILURE_WINDOW_MS,
    )
    this.#failures.set(webhookId, recent)
    const webhook = world.get(webhooks, webhookId)
    if (recent.length < MAX_FAILURES || webhook?.status !== 'active') return

    this.#failures.delete(webhookId)
    const inactive = { ...webhook, status: 'inactive' as const }
    world.commit({ cause: 'webhooks', reason: 'webhook disabled', writes: [put(webhooks, inactive)] })
  }
}

/** The webhook without its secret, and what happened. @source webex.md 6 */
function bodyOf(webhook: Webhook, { resource, type, actorId, data }: Happening): object {
  const { secret: _secret, ...shown } = renderWebhook(webhook)
  return {
    ...shown,
    resource,
    event: type,
    actorId: hydraId('PEOPLE', actorId),
    data: dataAt(webhook.origin, data),
  }
}

/** @observed botbuilder-adapter-webex: lower-case hexadecimal HMAC-SHA1 of the body as it was sent */
function headersOf(body: string, secret: string | null): Readonly<Record<string, string>> {
  const signature =
    secret === null ? {} : { 'x-spark-signature': createHmac('sha1', secret).update(body).digest('hex') }
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    ...signature,
  }
}
