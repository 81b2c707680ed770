import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import { z } from 'zod'
import { ConnectorError } from '../../error.js'
import { newId } from '../../time-and-chance/chance.js'
import { parseInstant } from '../../time-and-chance/instants.js'
import { keyIdOf, toPublicKey, type Jose } from '../jwe.js'
import type { Mercury } from '../mercury/channel.js'
import type { KmsServer, KmsTransport } from './transport.js'

const answerShape = z.looseObject({
  requestId: z.string(),
  status: z.number(),
  reason: z.string().optional(),
})
const handshakeShape = answerShape.extend({
  key: z.looseObject({
    uri: z.string(),
    jwk: z.looseObject({ kty: z.string() }),
    expirationDate: z.union([z.string(), z.number()]),
  }),
})

export type KmsAnswer = Readonly<z.infer<typeof answerShape>> & Readonly<Record<string, unknown>>

/** A shared secret with the key server. */
export interface KmsSession {
  readonly server: KmsServer
  readonly keyUri: string
  readonly secret: Uint8Array
  readonly expires: number
}

export interface KmsTools {
  readonly transport: KmsTransport
  readonly mercury: Mercury
  readonly jose: Jose
}

/** Sends one request over a session. @throws ConnectorError KEY_SERVICE when the server refuses or stays silent. */
export async function requestKms(
  tools: KmsTools,
  session: KmsSession,
  request: KmsRequest,
): Promise<KmsAnswer> {
  const { jose } = tools
  const requestId = newId()
  const text = JSON.stringify({ ...request.content, client: await clientBlock(tools), requestId })
  return refuseErrors(
    await tools.transport.exchange(
      session.server.kmsCluster,
      await jose.encryptDirect(text, session.secret, session.keyUri),
      {
        timeoutMs: request.timeoutMs,
        accept: async (token) =>
          keyIdOf(token) === session.keyUri
            ? ownAnswer(await jose.decryptDirect(token, session.secret), requestId)
            : null,
      },
    ),
  )
}

export interface KmsRequest {
  readonly content: Readonly<Record<string, unknown>> & { readonly method: string; readonly uri: string }
  readonly timeoutMs: number
}

/** ECDHE handshake: our key goes to the server's static key, its key comes back signed with it. @source webex.md 9 */
export async function openKmsSession(tools: KmsTools, timeoutMs: number): Promise<KmsSession> {
  const { transport, mercury, jose } = tools
  const server = await transport.server((await mercury.open()).userId)
  const staticKey = toPublicKey(JSON.parse(server.rsaPublicKey) as JWK)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const requestId = newId()
  const create = {
    uri: `${server.kmsCluster}/ecdhe`,
    method: 'create',
    jwk: { ...publicKey.export({ format: 'jwk' }), kid: newId() },
    requestId,
    client: await clientBlock(tools),
  }
  const answer = await transport.exchange(
    server.kmsCluster,
    await jose.encryptTo(JSON.stringify(create), staticKey),
    {
      timeoutMs,
      accept: async (token) =>
        keyIdOf(token) === staticKey.id ? ownAnswer(await jose.verify(token, staticKey), requestId) : null,
    },
  )
  const { key } = handshakeShape.parse(refuseErrors(answer))
  const serverKey = createPublicKey({ key: key.jwk, format: 'jwk' })
  return {
    server,
    keyUri: key.uri,
    secret: deriveSecret(privateKey, serverKey),
    expires: toInstant(key.expirationDate),
  }
}

/** HKDF-SHA-256 over the ECDH secret with a salt of zeros. @source webex.md 9 */
function deriveSecret(privateKey: KeyObject, publicKey: KeyObject): Uint8Array {
  const shared = diffieHellman({ privateKey, publicKey })
  return new Uint8Array(hkdfSync('sha256', shared, Buffer.alloc(32), Buffer.alloc(0), 32))
}

async function clientBlock({ mercury }: KmsTools): Promise<object> {
  const device = await mercury.open()
  return { clientId: device.url, credential: { userId: device.userId, bearer: await mercury.token() } }
}

function ownAnswer(text: string, requestId: string): KmsAnswer | null {
  const answer = answerShape.parse(JSON.parse(text))
  return answer.requestId === requestId ? answer : null
}

function refuseErrors(answer: KmsAnswer): KmsAnswer {
  if (answer.status < 400) return answer
  throw new ConnectorError('KEY_SERVICE', {
    message: `The key service refused: ${answer.reason ?? 'no reason given'}`,
    reason: String(answer.status),
  })
}

function toInstant(date: string | number): number {
  return typeof date === 'number' ? date : (parseInstant(date) ?? 0)
}
