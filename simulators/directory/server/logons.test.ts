import { expect, it } from 'vitest'
import type { BindAuthentication, LdapRequest } from '../ldap/request.js'
import { encodeRequest } from '../ldap/testing/encode-request.js'
import { sign } from '../ntlm/message-security.js'
import type { SessionSecurity } from '../ntlm/session-security.js'
import { MECHANISM } from '../ntlm/spnego/tokens.js'
import {
  authenticate,
  authenticateSigned,
  NEGOTIATE,
  negotiateWith,
  SEALED,
} from '../ntlm/testing/ntlm-client.js'
import { mechanismList, serverField, spnegoOffer, spnegoResponse } from '../ntlm/testing/spnego-client.js'
import { openTestNetwork, type TestNetwork } from '../testing/open-test-network.js'
import { PASSWORD } from '../testing/sample-organization.js'
import { RawClient } from './testing/raw-client.js'

const alice = { user: 'alice', domain: 'ENT-PA', password: PASSWORD }
const SIGNED = 0xe288_8215
const ENTRY = 0x64
const REFERENCE = 0x73

function message(request: LdapRequest, messageId = 1): Buffer {
  return encodeRequest({ messageId, controls: [], request })
}

function bind(authentication: BindAuthentication, { name = '', version = 3 } = {}): Buffer {
  return message({ kind: 'bind', version, name, authentication })
}

function simple(name: string, password: string): Buffer {
  return bind({ kind: 'simple', password: Buffer.from(password) }, { name })
}

function sasl(mechanism: string, credentials?: Buffer): Buffer {
  return bind({ kind: 'sasl', mechanism, credentials })
}

function sicily(step: 'discovery' | 'negotiate' | 'response', token: Buffer): Buffer {
  return bind({ kind: 'sicily', step, token })
}

function extended(name: string): Buffer {
  return message({ kind: 'extended', name, value: undefined })
}

const FAST_BIND = extended('1.2.840.113556.1.4.1781')
const START_TLS = extended('1.3.6.1.4.1.1466.20037')
const WHO_AM_I = extended('1.3.6.1.4.1.4203.1.11.3')

/** All people, which is more than one packet. */
const EVERYBODY = message({
  kind: 'search',
  base: 'DC=ent-pa,DC=example',
  scope: 'subtree',
  derefAliases: 0,
  sizeLimit: 0,
  timeLimitSeconds: 0,
  typesOnly: false,
  filter: { kind: 'present', attribute: 'objectClass' },
  attributes: [],
})

async function say(client: RawClient, bytes: Buffer) {
  client.send(bytes)
  return client.next()
}

async function entries(client: RawClient): Promise<number> {
  client.send(EVERYBODY)
  for (let count = 0; ;) {
    const tag = (await client.next())?.tag
    if (tag === ENTRY) count++
    else if (tag !== REFERENCE) return count
  }
}

async function open(test: TestNetwork, secured?: 'secured'): Promise<RawClient> {
  const { ldap, ldaps } = test.endpoints.origins
  return secured === undefined ? RawClient.open(ldap) : RawClient.open(ldaps, test.caPem)
}

it.each([
  ['a name without a password', '', 'alice@ent-pa.example', 0],
  ['nothing', '', '', 0],
  ['a password without a name', PASSWORD, '', 49],
])('answers a simple bind with %s', async (_what, password, name, code) => {
  await using test = await openTestNetwork()
  using client = await open(test)

  expect(await say(client, simple(name, password))).toMatchObject({ code })
  expect(await entries(client)).toBe(0)
})

it.each([
  [1, 2],
  [2, 0],
  [3, 0],
  [4, 2],
])('answers version %i of LDAP with %i', async (version, code) => {
  await using test = await openTestNetwork()
  using client = await open(test)
  const authentication = { kind: 'simple', password: Buffer.from(PASSWORD) } as const

  expect(await say(client, bind(authentication, { name: 'ENT-PA\\alice', version }))).toMatchObject({ code })
})

it.each([
  ['GSSAPI', Buffer.from('a ticket'), 49],
  ['EXTERNAL', undefined, 49],
  ['CRAM-MD5', undefined, 7],
  ['toString', undefined, 7],
])('answers the mechanism %s without what it needs', async (mechanism, credentials, code) => {
  await using test = await openTestNetwork()
  using client = await open(test, 'secured')

  expect(await say(client, sasl(mechanism, credentials))).toMatchObject({ code })
})

it('challenges a client of DIGEST-MD5, and refuses its response', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)

  const challenge = await say(client, sasl('DIGEST-MD5'))

  expect(challenge).toMatchObject({ code: 14 })
  expect(challenge?.credentials?.toString()).toMatch(
    /algorithm=md5-sess,nonce="[^"]+".*realm="ent-pa.example"/,
  )
  expect(await say(client, sasl('DIGEST-MD5', Buffer.from('username="alice"')))).toMatchObject({ code: 49 })
})

it('says why NTLM is refused', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)
  const logOn = async (password: string) => {
    const challenge = await say(client, sasl('GSS-SPNEGO', NEGOTIATE))
    const token = challenge?.credentials ?? Buffer.alloc(0)
    return say(client, sasl('GSS-SPNEGO', authenticate(token, { ...alice, password })))
  }

  for (let tries = 0; tries < 3; tries++) {
    expect((await logOn('wrong'))?.text).toMatch(/^8009030C: .*data 52e, /)
  }
  expect((await logOn(PASSWORD))?.text).toMatch(/^8009030C: .*data 775, /)
  expect((await say(client, sasl('GSS-SPNEGO', Buffer.from('none'))))?.text).toMatch(/^80090308: .*data 57, /)
})

it('takes a challenge for the mechanism that asked for it alone', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)

  const challenge = await say(client, sasl('GSS-SPNEGO', NEGOTIATE))
  await say(client, simple('', ''))
  const type3 = authenticate(challenge?.credentials ?? Buffer.alloc(0), alice)

  expect(await say(client, sasl('GSS-SPNEGO', type3))).toMatchObject({ code: 49 })
})

/** Logs on by NTLM as it is, and gives what the client knows of the session. */
async function logOnRaw(client: RawClient, flags: number): Promise<SessionSecurity> {
  const challenge = await say(client, sasl('GSS-SPNEGO', negotiateWith(flags)))
  const { type3, security } = authenticateSigned(challenge?.credentials ?? Buffer.alloc(0), alice, flags)
  expect(await say(client, sasl('GSS-SPNEGO', type3))).toMatchObject({ code: 0 })
  return security
}

it.each([
  ['signs', SIGNED],
  ['seals', SEALED],
])('goes on as the client %s that has logged on by NTLM', async (_how, flags) => {
  await using test = await openTestNetwork()
  using client = await open(test)

  client.protectBy(await logOnRaw(client, flags))

  expect(await entries(client)).toBeGreaterThan(30)
  expect(await say(client, START_TLS)).toMatchObject({ code: 1 })
  client.protectBy(await logOnRaw(client, flags))
  expect(await entries(client)).toBeGreaterThan(30)
})

it('goes on in clear when nothing else was agreed', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)

  const challenge = await say(client, sasl('GSS-SPNEGO', NEGOTIATE))
  await say(client, sasl('GSS-SPNEGO', authenticate(challenge?.credentials ?? Buffer.alloc(0), alice)))

  expect(await entries(client)).toBeGreaterThan(30)
})

it('counts the signatures of SPNEGO as the first of the session', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)
  const mechanisms = ['2a864886f712010202', MECHANISM.ntlm]

  await say(client, sasl('GSS-SPNEGO', spnegoOffer(mechanisms, Buffer.from('a ticket'))))
  const challenge = await say(client, sasl('GSS-SPNEGO', spnegoResponse(negotiateWith(SEALED))))
  const type2 = serverField(challenge?.credentials ?? Buffer.alloc(0), 2) ?? Buffer.alloc(0)
  const { type3, security } = authenticateSigned(type2, alice, SEALED)
  const mic = sign(security, 'client', mechanismList(mechanisms))
  expect(await say(client, sasl('GSS-SPNEGO', spnegoResponse(type3, mic)))).toMatchObject({ code: 0 })
  client.protectBy({ ...security, sequence: 1 })

  expect(await entries(client)).toBeGreaterThan(30)
})

it('closes a connection on which a token was changed', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)
  const security = await logOnRaw(client, SEALED)

  client.protectBy({ ...security, sequence: 7 })
  client.send(EVERYBODY)

  await expect(client.next()).rejects.toThrow('signature is wrong')
  expect(test.defects).toEqual([])
})

it('refuses to sign or seal inside TLS', async () => {
  await using test = await openTestNetwork()
  using client = await open(test, 'secured')

  const challenge = await say(client, sasl('GSS-SPNEGO', negotiateWith(SEALED)))
  const { type3 } = authenticateSigned(challenge?.credentials ?? Buffer.alloc(0), alice, SEALED)

  expect(await say(client, sasl('GSS-SPNEGO', type3))).toMatchObject({ code: 53 })
  expect(await entries(client)).toBe(0)
})

it('logs on by the older negotiation, and seals', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)

  expect(await say(client, sicily('discovery', Buffer.alloc(0)))).toMatchObject({
    code: 0,
    matchedDn: Buffer.from('NTLM'),
  })
  const challenge = await say(client, sicily('negotiate', negotiateWith(SEALED)))
  const { type3, security } = authenticateSigned(challenge?.matchedDn ?? Buffer.alloc(0), alice, SEALED)
  expect(await say(client, sicily('response', type3))).toMatchObject({ code: 0 })
  client.protectBy(security)

  expect(await entries(client)).toBeGreaterThan(30)
})

it('only tries passwords on a connection in fast bind mode', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)

  expect(await say(client, FAST_BIND)).toMatchObject({ code: 0 })
  expect(await say(client, simple('ENT-PA\\alice', PASSWORD))).toMatchObject({ code: 0 })
  expect(await say(client, simple('ENT-PA\\bob', 'wrong'))).toMatchObject({ code: 49 })
  expect(await say(client, sasl('GSS-SPNEGO', NEGOTIATE))).toMatchObject({ code: 53 })
  expect(await say(client, EVERYBODY)).toMatchObject({ code: 1 })
})

it('does not begin fast bind mode for who is signed in', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)

  await say(client, simple('ENT-PA\\alice', PASSWORD))

  expect(await say(client, FAST_BIND)).toMatchObject({ code: 53 })
  expect(await entries(client)).toBeGreaterThan(30)
})

it('answers an extended operation that nobody knows', async () => {
  await using test = await openTestNetwork()
  using client = await open(test)

  expect(await say(client, extended('1.3.6.1.1.8'))).toMatchObject({ code: 2 })
})

it('refuses log-ons in clear that do not sign, where the policy wants it', async () => {
  await using test = await openTestNetwork({}, { requireSigning: true })
  using clear = await open(test)
  using secured = await open(test, 'secured')

  expect(await say(clear, simple('ENT-PA\\alice', PASSWORD))).toMatchObject({ code: 8 })
  expect((await say(clear, simple('ENT-PA\\alice', 'wrong')))?.text).toMatch(/^00002028: /)
  expect(await say(clear, simple('', ''))).toMatchObject({ code: 0 })
  const challenge = await say(clear, sasl('GSS-SPNEGO', NEGOTIATE))
  const unsigned = authenticate(challenge?.credentials ?? Buffer.alloc(0), alice)
  expect(await say(clear, sasl('GSS-SPNEGO', unsigned))).toMatchObject({ code: 8 })
  expect(await say(secured, simple('ENT-PA\\alice', PASSWORD))).toMatchObject({ code: 0 })
  clear.protectBy(await logOnRaw(clear, SIGNED))
  expect(await say(clear, WHO_AM_I)).toMatchObject({ code: 0 })
})
