import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, compactVerify, importJWK, type JWK } from 'jose'
import { connectMercury, type MercuryClient } from './mercury-client.js'
import type { WebexLab } from './webex-lab.js'

type Fields = Readonly<Record<string, unknown>>

/** A client of the KMS that has agreed on a key with it. */
export interface KmsClient {
  readonly mercury: MercuryClient
  ask(request: Fields): Promise<Fields>
}

/** Agrees on a key with the KMS as the SDK does: webex.md 9, steps 1 to 4. */
export async function connectKms(lab: WebexLab, token: string): Promise<KmsClient> {
  const mercury = await connectMercury(lab, token)
  await mercury.next()
  const info = (await lab.call({ to: 'GET /encryption/api/v1/kms/me', token })).json<{
    kmsCluster: string
    rsaPublicKey: string
  }>()
  const staticJwk = JSON.parse(info.rsaPublicKey) as JWK
  const client = { clientId: mercury.deviceUrl, credential: { bearer: token } }
  let requests = 0

  const exchange = async (jwe: string): Promise<string> => {
    await lab.call({
      to: 'POST /encryption/api/v1/kms/messages',
      token,
      json: { destination: info.kmsCluster, kmsMessages: [jwe] },
    })
    const { data } = await mercury.next()
    return (data as unknown as { encryption: { kmsMessages: [string] } }).encryption.kmsMessages[0]
  }

  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const hello = {
    uri: `${info.kmsCluster}/ecdhe`,
    method: 'create',
    jwk: pair.publicKey.export({ format: 'jwk' }),
    requestId: 'hello',
    client,
  }
  const sealed = await new CompactEncrypt(Buffer.from(JSON.stringify(hello)))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: info.kmsCluster })
    .encrypt(await importJWK(staticJwk, 'RSA-OAEP'))
  const { payload } = await compactVerify(await exchange(sealed), await importJWK(staticJwk, 'PS256'))
  const { key } = JSON.parse(Buffer.from(payload).toString('utf8')) as { key: { uri: string; jwk: JWK } }
  const theirs = createPublicKey({ key: key.jwk as Record<string, unknown>, format: 'jwk' })
  const agreed = diffieHellman({ privateKey: pair.privateKey, publicKey: theirs })
  const shared = new Uint8Array(hkdfSync('sha256', agreed, Buffer.alloc(32), Buffer.alloc(0), 32))

  return {
    mercury,
    async ask(request) {
      const text = JSON.stringify({ requestId: `r${++requests}`, client, ...request })
      const jwe = await new CompactEncrypt(Buffer.from(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.uri })
        .encrypt(shared)
      const { plaintext } = await compactDecrypt(await exchange(jwe), shared)
      return JSON.parse(Buffer.from(plaintext).toString('utf8')) as Fields
    },
  }
}

/** A content key of one's own, and a way to encrypt fields with it. */
export async function createKey(
  kms: KmsClient,
): Promise<{ readonly uri: string; readonly k: string; encrypt(text: string): Promise<string> }> {
  const answer = await kms.ask({ method: 'create', uri: '/keys', count: 1 })
  const [key] = answer['keys'] as [{ uri: string; jwk: { k: string } }]
  return {
    uri: key.uri,
    k: key.jwk.k,
    encrypt: (text) =>
      new CompactEncrypt(Buffer.from(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(Buffer.from(key.jwk.k, 'base64url')),
  }
}
