import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type JsonWebKey,
} from 'node:crypto'
import { CompactEncrypt, CompactSign, compactDecrypt } from 'jose'
import { expect, it } from 'vitest'
import { createActivity } from '../../time-and-chance/activity.js'
import { createVirtualClock, type VirtualClock } from '../../time-and-chance/virtual-clock.js'
import { createJose } from '../jwe.js'
import type { MercuryEvent } from '../mercury/socket.js'
import { createKeys } from './keys.js'
import { createKmsTransport } from './transport.js'

const KMS = 'kms://kms.test'
const KEY = Buffer.alloc(32, 7)

/** A key server over the same crypto, with one key to give. `silent` swallows requests, `refuse` answers 403. */
function createServer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const state = {
    silent: false,
    refuse: false,
    requests: [] as string[],
    handshakes: 0,
    secret: new Uint8Array(),
  }
  const text = async (
    token: string,
    key: Parameters<typeof compactDecrypt>[1],
  ): Promise<Record<string, unknown>> =>
    JSON.parse(new TextDecoder().decode((await compactDecrypt(token, key)).plaintext)) as Record<
      string,
      unknown
    >
  const key = {
    uri: `${KMS}/keys/1`,
    jwk: { kty: 'oct', kid: `${KMS}/keys/1`, k: KEY.toString('base64url') },
  }

  const handshake = async (message: string): Promise<string> => {
    const request = await text(message, privateKey)
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const shared = diffieHellman({
      privateKey: own.privateKey,
      publicKey: createPublicKey({ key: request['jwk'] as JsonWebKey, format: 'jwk' }),
    })
    state.secret = new Uint8Array(hkdfSync('sha256', shared, Buffer.alloc(32), Buffer.alloc(0), 32))
    state.handshakes += 1
    const answer = {
      status: 201,
      requestId: request['requestId'],
      key: { uri: `${KMS}/ecdhe/1`, jwk: own.publicKey.export({ format: 'jwk' }), expirationDate: 9e15 },
    }
    return new CompactSign(Buffer.from(JSON.stringify(answer)))
      .setProtectedHeader({ alg: 'PS256', kid: KMS })
      .sign(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })))
  }
  const operation = async (message: string): Promise<string | null> => {
    const request = await text(message, state.secret)
    state.requests.push(`${String(request['method'])} ${String(request['uri'])}`)
    if (state.silent) return null
    const content = state.refuse
      ? { status: 403, reason: 'no' }
      : { status: 200, keys: [key], key, resource: { uri: `${KMS}/resources/1` }, authorizations: [] }
    const answer = JSON.stringify({ ...content, requestId: request['requestId'] })
    return new CompactEncrypt(Buffer.from(answer))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: `${KMS}/ecdhe/1` })
      .encrypt(state.secret)
  }
  const answer = (message: string): Promise<string | null> =>
    state.handshakes === 0 || message.split('.')[1] !== '' ? handshake(message) : operation(message)
  return { state, answer, rsaPublicKey: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid: KMS }) }
}

/** Keys over that server, with an event channel in memory. */
function createScene() {
  const server = createServer()
  const clock: VirtualClock = createVirtualClock(1_000)
  let listener: (event: MercuryEvent) => Promise<void> = async () => undefined
  const client = {
    call: async ({ body }: { readonly body?: unknown }) => {
      if (body === undefined) return { kmsCluster: KMS, rsaPublicKey: server.rsaPublicKey }
      const answer = await server.answer((body as { kmsMessages: string[] }).kmsMessages[0] ?? '')
      if (answer !== null)
        void listener({ eventType: 'encryption.kms_message', encryption: { kmsMessages: [answer] } })
      return null
    },
  }
  const mercury = {
    open: async () => ({ url: 'https://wdm/devices/1', webSocketUrl: 'wss://m', userId: 'machine' }),
    token: async () => 'token',
    onEvent: (listen: typeof listener) => void (listener = listen),
    close: () => undefined,
  }
  const transport = createKmsTransport({ client, encryption: 'https://enc', clock })
  const activity = createActivity()
  const keys = createKeys({ transport, mercury, clock, jose: createJose(activity) })
  return { server, clock, activity, keys }
}

it('shakes hands once, creates a key shared with people, and encrypts fields without naming it [HC-192]', async () => {
  const { server, keys } = createScene()

  const { key, grant } = await keys.share(['alice', 'bob'], null)
  const again = await keys.share(['alice', 'bob', 'carol'], grant)

  expect(grant).toEqual({
    keyUrl: `${KMS}/keys/1`,
    resourceUrl: `${KMS}/resources/1`,
    userIds: ['alice', 'bob'],
  })
  expect(again.grant.userIds).toEqual(['alice', 'bob', 'carol'])
  expect(server.state.handshakes).toBe(1)
  expect(server.state.requests).toEqual(['create /keys', 'create /resources', 'create /authorizations'])
  const token = await key.encrypt('Planning')
  expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual({
    alg: 'dir',
    enc: 'A256GCM',
  })
  expect(new TextDecoder().decode((await compactDecrypt(token, KEY)).plaintext)).toBe('Planning')
  expect(await key.encrypt('Planning')).not.toBe(token)
})

it('retrieves a key that another node has created', async () => {
  const { server, keys } = createScene()

  await keys.share(['alice'], {
    keyUrl: `${KMS}/keys/1`,
    resourceUrl: `${KMS}/resources/1`,
    userIds: ['alice'],
  })

  expect(server.state.requests).toEqual([`retrieve ${KMS}/keys/1`])
})

it('passes on a refusal [HC-192]', async () => {
  const { server, keys } = createScene()
  server.state.refuse = true

  await expect(keys.share(['alice'], null)).rejects.toMatchObject({ code: 'KEY_SERVICE', reason: '403' })
})

it('gives up on a key server that stays silent', async () => {
  const { server, clock, activity, keys } = createScene()
  await keys.share(['alice'], null)
  server.state.silent = true
  const share = keys.share(['alice'], null)
  const silence = expect(share).rejects.toMatchObject({ code: 'KEY_SERVICE', reason: 'TIMEOUT' })

  let isOver = false
  void silence.finally(() => (isOver = true))
  while (!isOver) {
    do await activity.settled()
    while (activity.waiting > 0) // an answer on its way, not one that takes time
    clock.advanceTo(clock.nextTimer() ?? clock.now())
  }

  await silence
})
