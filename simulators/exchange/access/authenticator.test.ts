import { expect, it } from 'vitest'
import { PASSWORD, startGuardedServer } from './testing/guarded-server.js'
import { authenticateToken, negotiateToken } from './testing/ntlm-client.js'

const alice = { user: 'alice', domain: 'ENT-PA', password: PASSWORD }
const tokenOf = (challenge: string | undefined) => challenge?.split(' ')[1] ?? ''
const basic = (text: string, encoding: BufferEncoding = 'utf8') =>
  `Basic ${Buffer.from(text, encoding).toString('base64')}`

type Client = ReturnType<Awaited<ReturnType<typeof startGuardedServer>>['connect']>

/** The three legs; the body goes with the last one. */
async function logOn(post: Client, { scheme = 'NTLM', identity = alice, body = '' } = {}) {
  const challenged = await post(`${scheme} ${negotiateToken()}`)
  return post(`${scheme} ${authenticateToken(tokenOf(challenged.challenges[0]), identity)}`, body)
}

it('offers an anonymous client the schemes in their order, one header each, and keeps the connection', async () => {
  await using server = await startGuardedServer(['Negotiate', 'NTLM', 'Basic'])
  const post = server.connect()

  const reply = await post(undefined, 'a body that nobody reads')

  expect(reply).toMatchObject({ status: 401, body: '', headers: { 'content-length': '0' } })
  expect(reply.challenges).toEqual([
    'Negotiate',
    'NTLM',
    expect.stringMatching(/^Basic realm="127\.0\.0\.1:\d+"$/),
  ])
  expect(reply.headers.connection).not.toBe('close')
})

it.each(['NTLM', 'Negotiate'])(
  'logs a client on in three legs under %s and reads the body of the last',
  async (scheme) => {
    await using server = await startGuardedServer(['Negotiate', 'NTLM'])
    const post = server.connect()

    const first = await post(`${scheme} ${negotiateToken()}`, 'the whole request already')
    const reply = await post(`${scheme} ${authenticateToken(tokenOf(first.challenges[0]), alice)}`, 'soap')

    expect(first.challenges).toEqual([expect.stringMatching(new RegExp(`^${scheme} TlRMTVNTUAAC`))])
    expect(reply).toMatchObject({ status: 200, body: 'alice 4', headers: { 'persistent-auth': 'true' } })
  },
)

it('knows the connection afterwards, and no other', async () => {
  await using server = await startGuardedServer(['NTLM'])
  const [post, another] = [server.connect(), server.connect()]
  await logOn(post)

  const [same, other] = [await post(undefined, 'soap'), await another(undefined, 'soap')]

  expect(same).toMatchObject({ status: 200, body: 'alice 4', headers: { 'persistent-auth': 'true' } })
  expect(other.status).toBe(401)
})

it('refuses a Type 3 message that was made for another connection', async () => {
  await using server = await startGuardedServer(['NTLM'])
  const [post, another] = [server.connect(), server.connect()]
  const challenged = await post(`NTLM ${negotiateToken()}`)
  const type3 = `NTLM ${authenticateToken(tokenOf(challenged.challenges[0]), alice)}`

  const stolen = await another(type3)
  const own = await post(type3)

  expect([stolen.status, own.status]).toEqual([401, 200])
})

it('drops the identity of a connection when a new Type 1 comes', async () => {
  await using server = await startGuardedServer(['NTLM'])
  const post = server.connect()
  await logOn(post)

  await post(`NTLM ${negotiateToken()}`)

  expect(await post()).toMatchObject({ status: 401, challenges: ['NTLM'] })
})

it('refuses a wrong password with the plain challenges', async () => {
  await using server = await startGuardedServer(['NTLM', 'Basic'])

  const reply = await logOn(server.connect(), { identity: { ...alice, password: 'wrong' } })

  expect(reply).toMatchObject({ status: 401, challenges: ['NTLM', expect.stringContaining('Basic')] })
})

it('does not accept a scheme that it does not offer', async () => {
  await using server = await startGuardedServer(['Basic'])

  const reply = await server.connect()(`NTLM ${negotiateToken()}`)

  expect(reply).toMatchObject({ status: 401, challenges: [expect.stringContaining('Basic')] })
})

it.each(['alice', 'ENT-PA\\alice', 'alice@ent-pa.example'])(
  'takes the user name %s with Basic',
  async (name) => {
    await using server = await startGuardedServer(['Basic'])

    const reply = await server.connect()(basic(`${name}:${PASSWORD}`))

    expect(reply).toMatchObject({ status: 200, body: 'alice 0' })
    expect(reply.headers['persistent-auth']).toBeUndefined()
  },
)

it('takes Basic in Latin-1 as well as in UTF-8, and asks for it again with each request', async () => {
  await using server = await startGuardedServer(['Basic'])
  const post = server.connect()

  const replies = [await post(basic(`alice:${PASSWORD}`, 'latin1')), await post()]

  expect(replies.map(({ status }) => status)).toEqual([200, 401])
})

it.each([basic('alice'), basic('alice:wrong'), 'Basic', 'NTLM garbage', 'Bearer x', 'NTLM'])(
  'answers %s with the challenges',
  async (authorization) => {
    await using server = await startGuardedServer(['NTLM', 'Basic'])

    expect((await server.connect()(authorization)).challenges).toHaveLength(2)
  },
)

it('forgets every connection when the server stops', async () => {
  await using server = await startGuardedServer(['NTLM'])
  const post = server.connect()
  await logOn(post)

  server.authenticator[Symbol.dispose]()

  expect((await post()).status).toBe(401)
})
