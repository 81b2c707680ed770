import { expect, it } from 'vitest'
import { connectKms, createKey } from '../testing/kms-client.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

it('gives a key to its maker, and to nobody else', async () => {
  await using lab = await startWebexLab()
  const alice = await connectKms(lab, lab.tokenOf('alice'))
  const bob = await connectKms(lab, lab.tokenOf('bob'))

  const key = await createKey(alice)

  expect(await alice.ask({ method: 'retrieve', uri: key.uri })).toMatchObject({
    status: 200,
    key: { uri: key.uri, jwk: { kty: 'oct', kid: key.uri, k: key.k } },
  })
  expect(await bob.ask({ method: 'retrieve', uri: key.uri })).toMatchObject({ status: 403, requestId: 'r1' })
  expect(await bob.ask({ method: 'retrieve', uri: '/keys/unknown' })).toMatchObject({ status: 404 })
})

it('gives a bound key to whom its resource names, until the authorization is taken away', async () => {
  await using lab = await startWebexLab()
  const alice = await connectKms(lab, lab.tokenOf('alice'))
  const bob = await connectKms(lab, lab.tokenOf('bob'))
  const { uri } = await createKey(alice)

  const created = await alice.ask({
    method: 'create',
    uri: '/resources',
    userIds: [lab.idOf('bob')],
    keyUris: [uri],
  })
  const resource = (created['resource'] as { uri: string }).uri

  expect(created).toMatchObject({ status: 201, resource: { keyUris: [uri] } })
  expect(await bob.ask({ method: 'retrieve', uri })).toMatchObject({ status: 200 })
  expect(
    await alice.ask({ method: 'delete', uri: `${resource}/authorizations?authId=${lab.idOf('bob')}` }),
  ).toMatchObject({ status: 200 })
  expect(await bob.ask({ method: 'retrieve', uri })).toMatchObject({ status: 403 })
})

it('journals requests by method and path, never the keys', async () => {
  await using lab = await startWebexLab()
  const alice = await connectKms(lab, lab.tokenOf('alice'))

  const { k } = await createKey(alice)

  const entries = [...lab.core.journal.entries()]
  const seen = entries
    .filter(({ protocol }) => protocol === 'kms')
    .map(({ operation, outcome }) => [operation, outcome])
  expect(seen).toEqual([
    ['create /ecdhe', '201'],
    ['create /keys', '201'],
  ])
  const everything = entries.map(({ request, response }) => `${request} ${response}`).join('\n')
  expect(everything).not.toContain(k)
  expect(everything).not.toContain(lab.tokenOf('alice'))
})

it('loses the keys agreed with clients when the server restarts', async () => {
  await using lab = await startWebexLab()
  const alice = await connectKms(lab, lab.tokenOf('alice'))
  const closed = alice.mercury.closed()

  lab.webex.restart()

  expect(await closed).toBe(1001)
})

it('opens a field for a checker of the lab', async () => {
  await using lab = await startWebexLab()
  const key = await createKey(await connectKms(lab, lab.tokenOf('alice')))

  const text = await lab.webex.kms.decrypt(key.uri, await key.encrypt('Budget'))

  expect(text).toBe('Budget')
  await expect(lab.webex.kms.decrypt('kms://other/keys/1', 'x')).rejects.toThrow('does not exist')
})

const keyServer = (lab: WebexLab, method: string, json?: object) =>
  lab.call({
    to: `${method} /encryption/api/v1/keyServer${json === undefined && method === 'POST' ? '/rotate' : ''}`,
    token: lab.webex.adminToken,
    ...(json === undefined ? {} : { json }),
  })

it('sends the clients of an organization to its own server, which shares no keys while it is away [HC-192]', async () => {
  await using lab = await startWebexLab()
  const before = await createKey(await connectKms(lab, lab.tokenOf('alice')))
  await keyServer(lab, 'PUT', { host: 'hds.ent-pa.example' })

  const alice = await connectKms(lab, lab.tokenOf('alice'))
  const key = await createKey(alice)
  const [own, old] = [
    await alice.ask({ method: 'retrieve', uri: key.uri }),
    await alice.ask({ method: 'retrieve', uri: before.uri }),
  ]
  await keyServer(lab, 'PUT', { host: 'hds.ent-pa.example', isReachable: false })
  void alice.ask({ method: 'retrieve', uri: key.uri })
  await lab.core.journal.waitFor(
    ({ protocol, operation }) => protocol === 'kms' && operation === 'unreachable',
  )
  await keyServer(lab, 'DELETE')
  const cloud = await connectKms(lab, lab.tokenOf('alice'))

  expect(key.uri).toMatch(/^kms:\/\/hds\.ent-pa\.example\/keys\//)
  expect([own['status'], old['status']]).toEqual([200, 200])
  expect(await cloud.ask({ method: 'retrieve', uri: key.uri })).toMatchObject({ status: 200 })
})

it('refuses the keys of a server that is away, even by the server of the cloud', async () => {
  await using lab = await startWebexLab()
  const cloud = await connectKms(lab, lab.tokenOf('alice'))
  await keyServer(lab, 'PUT', { host: 'hds.ent-pa.example' })
  const key = await createKey(await connectKms(lab, lab.tokenOf('alice')))

  await keyServer(lab, 'PUT', { host: 'hds.ent-pa.example', isReachable: false })

  expect(await cloud.ask({ method: 'retrieve', uri: key.uri })).toMatchObject({ status: 503 })
})

it('opens what was encrypted to the long-lived key of before its rotation', async () => {
  await using lab = await startWebexLab()
  const info = async () =>
    (await lab.call({ to: 'GET /encryption/api/v1/kms/me', token: lab.tokenOf('alice') })).text
  const before = await info()
  const early = await connectKms(lab, lab.tokenOf('alice'))

  await keyServer(lab, 'POST')

  expect(await info()).not.toBe(before)
  expect((await createKey(early)).uri).toMatch(/^kms:/)
  expect((await createKey(await connectKms(lab, lab.tokenOf('bob')))).uri).toMatch(/^kms:/)
})

it('says by a fault of the lab that a key has moved, or was revoked', async () => {
  await using lab = await startWebexLab()
  const alice = await connectKms(lab, lab.tokenOf('alice'))
  const { uri } = await createKey(alice)
  const match = { protocol: 'kms', operation: 'retrieve /keys/:id' }
  const details = { errorCode: 301002, redirectUri: uri }
  lab.core.faults.add({ match, act: { kind: 'error', code: '301', details }, limit: { times: 1 } })
  lab.core.faults.add({ match, act: { kind: 'error', code: '405', details: { errorCode: 405005 } } })

  const moved = await alice.ask({ method: 'retrieve', uri })
  const revoked = await alice.ask({ method: 'retrieve', uri })

  expect(moved).toMatchObject({ status: 301, errorCode: 301002, redirectUri: uri })
  expect(revoked).toMatchObject({ status: 405, errorCode: 405005 })
})

it('lets no others than full administrators change the server', async () => {
  await using lab = await startWebexLab()
  const json = { host: 'hds.ent-pa.example' }

  const answer = await lab.call({ to: 'PUT /encryption/api/v1/keyServer', token: lab.tokenOf('alice'), json })

  expect(answer.status).toBe(403)
})
