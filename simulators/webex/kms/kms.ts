import { formatMilliseconds, type Core } from '../../core/index.js'
import type { Caller } from '../identity/caller.js'
import type { MercuryEvent } from '../mercury/envelope.js'
import { kmsKeys } from '../records/kms.js'
import { agree, type SharedKey } from './ecdhe.js'
import { decrypt, encrypt, readHeader, sign } from './jose.js'
import type { KeyOwner } from './key-store.js'
import { KmsFault, kmsRequest, splitUri, type KmsAnswer, type KmsRequest } from './kms-message.js'
import { runKmsRequest } from './kms-operations.js'
import { createStaticKey, KMS_URI, type StaticKey } from './static-key.js'

export interface KmsOptions {
  readonly core: Core
  readonly callerOf: (token: string) => Caller | undefined
  /** Sends an answer to the device that asked. */
  readonly deliver: (deviceId: string, event: MercuryEvent) => void
}

/** The request that carried a message: where the journal puts it. */
export interface Carrier {
  readonly entryId: number
  readonly cause: string
  readonly via: string
  readonly connection: string
}

/** A request that could be read, and how its answer has to be wrapped. */
interface Unwrapped {
  readonly request: KmsRequest
  readonly wrap: (text: string) => Promise<string>
}

/** The key management server: opens requests, carries them out, and answers over Mercury. @source webex.md 9 */
export class Kms {
  readonly #options: KmsOptions
  readonly #shared = new Map<string, SharedKey>()
  #key: Promise<StaticKey> | undefined

  constructor(options: KmsOptions) {
    this.#options = options
  }

  /** The long-lived key; made at the first call, which takes a fraction of a second beside other work. */
  staticKey(): Promise<StaticKey> {
    this.#key ??= createStaticKey()
    return this.#key
  }

  /** Loses the keys agreed with clients: they agree on new ones. */
  forget(): void {
    this.#shared.clear()
  }

  /** Takes one encrypted request. What cannot be opened gets no answer: there is nobody to encrypt it to. */
  async receive(message: string, carrier: Carrier): Promise<void> {
    const unwrapped = await this.#unwrap(message)
    if (unwrapped === undefined)
      return this.#record(carrier, 'unreadable', { outcome: '400', principal: null })

    const { request, wrap } = unwrapped
    const operation = `${request.method} ${operationPath(request)}`
    const caller = this.#callerOf(request)
    const struck = this.#options.core.faults.strike('before', {
      protocol: 'kms',
      via: carrier.via,
      operation,
      ...(caller === undefined ? {} : { principal: caller.name }),
    })
    const principal = caller?.name ?? null
    if (struck?.act.kind === 'silence') {
      return this.#record(carrier, operation, { outcome: 'silence', principal, faults: [struck.rule] })
    }
    const refused =
      struck?.act.kind === 'error' ? new KmsFault(Number(struck.act.code) || 500, 'Refused.') : undefined
    const answer = this.#answer(request, { caller, carrier, refused })
    this.#record(carrier, operation, {
      outcome: String(answer.status),
      principal,
      faults: struck === undefined ? [] : [struck.rule],
    })
    const text = JSON.stringify({ ...answer, requestId: request.requestId })
    this.#options.deliver(deviceIdOf(request), {
      eventType: 'encryption.kms_message',
      encryption: { kmsMessages: [await wrap(text)] },
    })
  }

  /** Opens a field that was encrypted by a content key. Throws `KmsFault` 404 for a key that does not exist. */
  async decryptField(keyUrl: string, jwe: string): Promise<string> {
    const key = this.#options.core.world.get(kmsKeys, keyUrl)
    if (key === undefined) throw new KmsFault(404, 'The key does not exist.')
    return decrypt(jwe, Buffer.from(key.k, 'base64url'))
  }

  async #unwrap(message: string): Promise<Unwrapped | undefined> {
    const kid = readHeader(message)?.['kid']
    const shared = typeof kid === 'string' ? this.#shared.get(kid) : undefined
    const { privateKey } = await this.staticKey()
    const isAlive = shared !== undefined && shared.expires > this.#options.core.clock.now()
    const request = await readRequest(message, isAlive ? shared.secret : privateKey)
    if (request === undefined) return undefined
    return {
      request,
      wrap: (text) => (isAlive ? encrypt(text, shared.secret, shared.uri) : sign(text, privateKey, KMS_URI)),
    }
  }

  #callerOf({ client }: KmsRequest): Caller | undefined {
    const caller = this.#options.callerOf(client.credential.bearer)
    return caller?.scopes.some((scope) => scope === 'spark:kms' || scope === 'spark:all') === true
      ? caller
      : undefined
  }

  #answer(
    request: KmsRequest,
    {
      caller,
      carrier,
      refused,
    }: { caller: Caller | undefined; carrier: Carrier; refused: KmsFault | undefined },
  ): KmsAnswer {
    try {
      if (refused !== undefined) throw refused
      if (caller === undefined) throw new KmsFault(401, 'The credential is not valid.')
      const owner = { userId: caller.id, clientId: request.client.clientId }
      if (splitUri(request.uri).path === '/ecdhe') return this.#agree(request, owner)
      return runKmsRequest({ core: this.#options.core, request, owner, cause: carrier.cause })
    } catch (error) {
      if (!(error instanceof KmsFault)) throw error
      return { status: error.status, reason: error.message, errorCode: error.status * 1000 }
    }
  }

  #agree(request: KmsRequest, owner: KeyOwner): KmsAnswer {
    const { core } = this.#options
    const { publicJwk, ...shared } = agree(core, request.jwk ?? {})
    this.#shared.set(shared.uri, shared)
    return {
      status: 201,
      key: {
        uri: shared.uri,
        jwk: { ...publicJwk, kid: shared.uri },
        ...owner,
        createDate: formatMilliseconds(core.clock.now()),
        expirationDate: formatMilliseconds(shared.expires),
      },
    }
  }

  #record(
    { entryId, via, connection }: Carrier,
    operation: string,
    facts: { outcome: string; principal: string | null; faults?: readonly string[] },
  ): void {
    this.#options.core.journal.record({
      kind: 'message',
      protocol: 'kms',
      via,
      connection,
      operation,
      parent: entryId,
      ...facts,
    })
  }
}

async function readRequest(
  message: string,
  key: Parameters<typeof decrypt>[1],
): Promise<KmsRequest | undefined> {
  try {
    return kmsRequest.safeParse(JSON.parse(await decrypt(message, key))).data
  } catch {
    // Encrypted to another key, or not what a client sends: the caller journals it as unreadable.
    return undefined
  }
}

/** The path with the ids taken out, so that equal operations have equal names. */
function operationPath({ uri }: KmsRequest): string {
  return splitUri(uri).path.replace(/\/[0-9a-f-]{36}/g, '/:id')
}

/** A client names itself by the URL of its device. */
function deviceIdOf({ client }: KmsRequest): string {
  return client.clientId.split('/').at(-1) ?? ''
}
