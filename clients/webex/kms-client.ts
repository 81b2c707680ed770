import { z } from 'zod'

import { ClientError } from '../client-error.js'
import { decryptBy } from './jwe.js'
import { type KmsAnswer, accepted } from './kms-exchange.js'
import { type KmsLine, type KmsWire, askOver, isUsable, openLine } from './kms-line.js'
import type { WebexSession } from './webex-session.js'

/** Keys as the KMS gives them to one person: their own, and those that were shared with them. */
export interface KmsClient extends AsyncDisposable {
  /** Opens a text with the key of that URI. Throws CLIENT_KMS_403 when the person may not have it, CLIENT_KMS_404 when there is none. */
  decrypt(keyUri: string, jwe: string): Promise<string>
}

export interface KmsClientOptions {
  readonly session: WebexSession
  readonly ca: string | undefined
  readonly now: () => number
}

const keyAnswer = z.looseObject({ key: z.looseObject({ jwk: z.looseObject({ k: z.string() }) }) })

/** A client of the KMS; it agrees on a key with the first request, and keeps the keys that it was given. @source webex.md 9 */
export function createKmsClient(options: KmsClientOptions): KmsClient {
  const keys = new Map<string, Promise<Uint8Array>>()
  const asker = new Asker(options)

  const retrieve = async (uri: string): Promise<Uint8Array> => {
    const answer = accepted(await asker.ask({ method: 'retrieve', uri }))
    return Buffer.from(keyAnswer.parse(answer).key.jwk.k, 'base64url')
  }
  const keyOf = (uri: string): Promise<Uint8Array> => {
    const known = keys.get(uri) ?? retrieve(uri)
    keys.set(uri, known)
    return known.catch((error: unknown) => {
      keys.delete(uri)
      throw error
    })
  }
  return {
    decrypt: async (keyUri, jwe) => decryptBy(jwe, await keyOf(keyUri)),
    [Symbol.asyncDispose]: () => asker.end(),
  }
}

/** Asks one thing after the other, over a line that is opened anew when it has worn out. */
class Asker {
  readonly #options: KmsClientOptions
  readonly #wire: KmsWire
  #line: KmsLine | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: KmsClientOptions) {
    let requests = 0
    this.#options = options
    this.#wire = { ...options, nextRequestId: () => `r${++requests}` }
  }

  ask(content: object): Promise<KmsAnswer> {
    const next = this.#last.then(() => this.#askRenewing(content))
    this.#last = next.catch(() => undefined) // The caller gets the failure; the queue only needs to know it is over.
    return next
  }

  async end(): Promise<void> {
    const line = this.#line
    this.#line = undefined
    await line?.channel.close()
  }

  /** A token that has expired since it was last used is renewed, and the request repeated. */
  async #askRenewing(content: object): Promise<KmsAnswer> {
    const { session } = this.#options
    const token = await session.token()
    const answer = await this.#askTwice(content)
    if (answer.status !== 401) return answer
    await session.renew(token)
    return this.#askOnce(content)
  }

  /** A server that has restarted has closed the channel and knows nothing of the agreement: another is made. */
  async #askTwice(content: object): Promise<KmsAnswer> {
    try {
      return await this.#askOnce(content)
    } catch (error) {
      const isSilent = error instanceof ClientError && error.code === 'CLIENT_KMS_SILENT'
      if (!isSilent || this.#line?.channel.isOpen === true) throw error
      return this.#askOnce(content)
    }
  }

  async #askOnce(content: object): Promise<KmsAnswer> {
    if (this.#line === undefined || !isUsable(this.#line, this.#options.now())) {
      await this.end()
      this.#line = await openLine(this.#wire)
    }
    return askOver(this.#wire, this.#line, content)
  }
}
