import type { JWK } from 'jose'
import { z } from 'zod'

import { type EventChannel, openChannel } from './event-channel.js'
import { decryptBy, encryptBy, encryptTo, keyIdOf, verifyBy } from './jwe.js'
import { type KmsAnswer, accepted, exchange, ownAnswer } from './kms-exchange.js'
import { type SharedKey, beginHandshake } from './kms-handshake.js'
import type { WebexSession } from './webex-session.js'

/** How long before its end a client drops a shared key. @source webex.md 9 */
const DROPPED_BEFORE_MS = 30_000

export interface KmsWire {
  readonly session: WebexSession
  /** PEM of the certificate authority to trust. */
  readonly ca: string | undefined
  /** A name that no other request on the same line has. */
  readonly nextRequestId: () => string
}

/** A channel on which a key was agreed: a restart of the cloud ends both. */
export interface KmsLine {
  readonly channel: EventChannel
  readonly cluster: string
  readonly shared: SharedKey
}

const server = z.looseObject({ kmsCluster: z.string(), rsaPublicKey: z.string() })

/** Opens a channel and agrees on a key: ours goes to the server's long-lived key, its own comes signed with that. @source webex.md 9 */
export async function openLine(wire: KmsWire): Promise<KmsLine> {
  const { session, ca } = wire
  const { encryption } = await session.services()
  const info = await session.call({ method: 'GET', url: `${encryption}/kms/me` })
  const { kmsCluster: cluster, rsaPublicKey } = server.parse(info)
  const staticKey = JSON.parse(rsaPublicKey) as JWK
  const channel = await openChannel(session, ca)
  const handshake = beginHandshake()
  const content = { method: 'create', uri: `${cluster}/ecdhe`, jwk: handshake.jwk }
  const { requestId, text } = await request(wire, channel, content)
  const answer = await exchange(session, {
    channel,
    cluster,
    message: await encryptTo(text, staticKey),
    open: async (token) =>
      keyIdOf(token) === staticKey.kid ? ownAnswer(await verifyBy(token, staticKey), requestId) : undefined,
  })
  return { channel, cluster, shared: handshake.agree(accepted(answer)) }
}

export function isUsable({ channel, shared }: KmsLine, now: number): boolean {
  return channel.isOpen && shared.expires - DROPPED_BEFORE_MS > now
}

/** One request by the key that was agreed on. */
export async function askOver(wire: KmsWire, line: KmsLine, content: object): Promise<KmsAnswer> {
  const { channel, cluster, shared } = line
  const { requestId, text } = await request(wire, channel, content)
  return exchange(wire.session, {
    channel,
    cluster,
    message: await encryptBy(text, shared.secret, shared.uri),
    open: async (token) =>
      keyIdOf(token) === shared.uri ? ownAnswer(await decryptBy(token, shared.secret), requestId) : undefined,
  })
}

async function request({ session, nextRequestId }: KmsWire, channel: EventChannel, content: object) {
  const requestId = nextRequestId()
  const client = { clientId: channel.deviceUrl, credential: { bearer: await session.token() } }
  return { requestId, text: JSON.stringify({ ...content, requestId, client }) }
}
