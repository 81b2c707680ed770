import { expect, it } from 'vitest'
import { connectKms, createKey } from '../testing/kms-client.js'
import { startWebexLab } from '../testing/webex-lab.js'

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
