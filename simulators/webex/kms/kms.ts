import { formatMilliseconds, type Core, type FaultAct } from '../../core/index.js'
import type { Caller } from '../identity/caller.js'
import type { MercuryEvent } from '../mercury/envelope.js'
import { keyServers, kmsKeys } from '../records/kms.js'
import { agree, type SharedKey } from './ecdhe.js'
import { decrypt, encrypt, readHeader, sign } from './jose.js'
import { KeyCluster } from './key-cluster.js'
import type { KeyOwner } from './key-store.js'
import { KmsFault, kmsRequest, splitUri, type KmsAnswer, type KmsRequest } from './kms-message.js'
import { runKmsRequest } from './kms-operations.js'
import { KMS_HOST, kmsHostOf } from './kms-uri.js'

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

/** A request that could be read, by which server, and how its answer has to be wrapped. */
interface Unwrapped {
  readonly cluster: KeyCluster
  readonly request: KmsRequest
  readonly wrap: (text: string) => Promise<string>
}

/** The key management servers: they open requests, carry them out, and answer over Mercury. @source webex.md 9 */
export class Kms {
  readonly #options: KmsOptions
  readonly #shared = new Map<string, SharedKey>()
  readonly #clusters = new Map<string, KeyCluster>()

  constructor(options: KmsOptions) {
    this.#options = options
  }

  /** The server of an organization: its own, where it has one, or the cloud's. */
  clusterOf(orgId: string): KeyCluster {
    return this.#cluster(this.#options.core.world.get(keyServers, orgId)?.host ?? KMS_HOST)
  }

  /** Loses the keys agreed with clients: they agree on new ones. */
  forget(): void {
    this.#shared.clear()
  }

  /** Takes one encrypted request. What cannot be opened gets no answer: there is nobody to encrypt it to. */
  async receive(message: string, carrier: Carrier): Promise<void> {
    if (!this.#isReachable(message))
      return this.#record(carrier, 'unreachable', { outcome: '503', principal: null })
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
    const refused = struck === undefined ? undefined : refusalOf(struck.act)
    const answer = this.#answer(unwrapped, { caller, carrier, refused })
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

  #cluster(host: string): KeyCluster {
    const known = this.#clusters.get(host) ?? new KeyCluster(host)
    this.#clusters.set(host, known)
    return known
  }

  /** Whether the server that can open a message answers. */
  #isReachable(message: string): boolean {
    const host = kmsHostOf(String(readHeader(message)?.['kid'])) ?? ''
    return this.#options.core.world.one(keyServers, 'host', host)?.isReachable !== false
  }

  async #unwrap(message: string): Promise<Unwrapped | undefined> {
    const kid = String(readHeader(message)?.['kid'])
    const shared = this.#shared.get(kid)
    const cluster = this.#cluster(kmsHostOf(kid) ?? KMS_HOST)
    if (shared !== undefined && shared.expires > this.#options.core.clock.now()) {
      const request = await readRequest(message, shared.secret)
      const wrap = (text: string) => encrypt(text, shared.secret, shared.uri)
      return request && { cluster, request, wrap }
    }
    for (const { privateKey } of await cluster.staticKeys()) {
      const request = await readRequest(message, privateKey)
      if (request === undefined) continue
      return { cluster, request, wrap: (text) => sign(text, privateKey, cluster.uri) }
    }
    return undefined
  }

  #callerOf({ client }: KmsRequest): Caller | undefined {
    const caller = this.#options.callerOf(client.credential.bearer)
    return caller?.scopes.some((scope) => scope === 'spark:kms' || scope === 'spark:all') === true
      ? caller
      : undefined
  }

  #answer(
    { request, cluster }: Unwrapped,
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
      const kmsUri = cluster.uri
      if (splitUri(request.uri).path === '/ecdhe') return this.#agree(request, owner, kmsUri)
      return runKmsRequest({ core: this.#options.core, request, owner, cause: carrier.cause, kmsUri })
    } catch (error) {
      if (!(error instanceof KmsFault)) throw error
      const { status, message: reason, errorCode, redirectUri } = error
      return { status, reason, errorCode, ...(redirectUri === undefined ? {} : { redirectUri }) }
    }
  }

  #agree(request: KmsRequest, owner: KeyOwner, kmsUri: string): KmsAnswer {
    const { core } = this.#options
    const { publicJwk, ...shared } = agree({ ...core, kmsUri }, request.jwk ?? {})
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

/**
 * The refusal that a fault of the lab stands for: the name of an error is the status; `errorCode` and `redirectUri` are
 * its details, such as 301002 for a key that has moved and 405005 for one that was revoked.
 */
function refusalOf(act: FaultAct): KmsFault | undefined {
  if (act.kind !== 'error') return undefined
  const { errorCode, redirectUri } = act.details ?? {}
  return new KmsFault(Number(act.code) || 500, 'Refused.', {
    ...(errorCode === undefined ? {} : { errorCode: Number(errorCode) }),
    ...(redirectUri === undefined ? {} : { redirectUri: String(redirectUri) }),
  })
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
