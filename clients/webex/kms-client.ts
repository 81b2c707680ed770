import type { JWK } from 'jose'
import { z } from 'zod'

import { ClientError } from '../client-error.js'
import { type EventChannel, openChannel } from './event-channel.js'
import { decryptBy, encryptBy, encryptTo, keyIdOf, verifyBy } from './jwe.js'
import { type KmsAnswer, accepted, exchange, ownAnswer } from './kms-exchange.js'
import { type SharedKey, beginHandshake } from './kms-handshake.js'
import type { WebexSession } from './webex-session.js'

/** How long before its end a client drops a shared key. @source webex.md 9 */
const DROPPED_BEFORE_MS = 30_000

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

/** A channel on which a key was agreed: what a restart of the cloud ends, together. */
interface Line {
  readonly channel: EventChannel
  readonly cluster: string
  readonly shared: SharedKey
}

const server = z.looseObject({ kmsCluster: z.string(), rsaPublicKey: z.string() })
const keyAnswer = z.looseObject({ key: z.looseObject({ jwk: z.looseObject({ k: z.string() }) }) })

/** A client of the KMS; it agrees on a key with the first request. @source webex.md 9 */
export function createKmsClient({ session, ca, now }: KmsClientOptions): KmsClient {
  const keys = new Map<string, Promise<Uint8Array>>()
  let line: Line | undefined
  let last: Promise<unknown> = Promise.resolve()
  let requests = 0

  /** One request after the other: each waits for the answer on the same channel. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined) // The caller gets the failure; the queue only needs to know it is over.
    return next
  }

  const openLine = async (): Promise<Line> => {
    if (line?.channel.isOpen === true && line.shared.expires - DROPPED_BEFORE_MS > now()) return line
    await line?.channel.close()
    const { encryption } = await session.services()
    const info = server.parse(await session.call({ method: 'GET', url: `${encryption}/kms/me` }))
    const staticKey = JSON.parse(info.rsaPublicKey) as JWK
    const channel = await openChannel(session, ca)
    const handshake = beginHandshake()
    const cluster = info.kmsCluster
    const content = { method: 'create', uri: `${cluster}/ecdhe`, jwk: handshake.jwk }
    const { requestId, text } = await request(channel, content)
    const answer = await exchange(session, {
      channel,
      cluster,
      message: await encryptTo(text, staticKey),
      open: async (token) =>
        keyIdOf(token) === staticKey.kid ? ownAnswer(await verifyBy(token, staticKey), requestId) : undefined,
    })
    return (line = { channel, cluster, shared: handshake.agree(accepted(answer)) })
  }

  const request = async (channel: EventChannel, content: object) => {
    const requestId = `r${++requests}`
    const client = { clientId: channel.deviceUrl, credential: { bearer: await session.token() } }
    return { requestId, text: JSON.stringify({ ...content, requestId, client }) }
  }

  const ask = async (content: object): Promise<KmsAnswer> => {
    const { channel, cluster, shared } = await openLine()
    const { requestId, text } = await request(channel, content)
    return exchange(session, {
      channel,
      cluster,
      message: await encryptBy(text, shared.secret, shared.uri),
      open: async (token) =>
        keyIdOf(token) === shared.uri
          ? ownAnswer(await decryptBy(token, shared.secret), requestId)
          : undefined,
    })
  }

  /** A server that has restarted knows nothing of the agreement: it is silent, and another is made. */
  const askAnew = async (content: object): Promise<KmsAnswer> => {
    try {
      return await ask(content)
    } catch (error) {
      if (!(error instanceof ClientError) || error.code !== 'CLIENT_KMS_SILENT') throw error
      await line?.channel.close()
      line = undefined
      return ask(content)
    }
  }

  /** A token that has expired since it was last used is renewed, and the request repeated. */
  const askAgain = async (content: object): Promise<KmsAnswer> => {
    const token = await session.token()
    const answer = await askAnew(content)
    if (answer.status !== 401) return answer
    await session.renew(token)
    return ask(content)
  }

  const retrieve = async (uri: string): Promise<Uint8Array> => {
    const answer = accepted(await inTurn(() => askAgain({ method: 'retrieve', uri })))
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
    [Symbol.asyncDispose]: async () => line?.channel.close(),
  }
}
