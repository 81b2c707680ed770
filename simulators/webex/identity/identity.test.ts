import { expect, it } from 'vitest'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

const token = (
  lab: WebexLab,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) => lab.call({ to: 'POST /idb/oauth2/v1/access_token', form, headers })

const basicOf = ({ id, secret }: { id: string; secret: string }) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})

it('refreshes to an access token that was never issued before', async () => {
  await using lab = await startWebexLab()
  const { client } = lab.webex
  const refresh_token = lab.webex.accountOf('alice@ent-pa.example')?.refreshToken ?? ''

  const basic = await token(lab, { grant_type: 'refresh_token', refresh_token }, basicOf(client))
  const fields = await token(lab, {
    grant_type: 'refresh_token',
    refresh_token,
    client_id: client.id,
    client_secret: client.secret,
  })

  const [first, second] = [basic, fields].map((answer) => answer.json<{ access_token: string }>())
  expect(first).toMatchObject({ token_type: 'Bearer', expires_in: 43_199, refresh_token })
  expect(new Set([lab.tokenOf('alice'), first?.access_token, second?.access_token]).size).toBe(3)
  expect((await lab.call({ to: 'GET /v1/people/me', token: first?.access_token ?? '' })).status).toBe(200)
})

it('issues tokens of three parts, the last of which is the organization', async () => {
  await using lab = await startWebexLab()

  const parts = lab.tokenOf('alice').split('_')

  expect([parts.length, parts[2]]).toEqual([3, lab.webex.orgId])
})

it.each([
  ['unsupported_grant_type', { grant_type: 'password' }],
  ['invalid_client', { grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' }],
  ['invalid_grant', { grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer', assertion: 'x' }],
  ['invalid_grant', { grant_type: 'urn:cisco:oauth:grant-type:scope-reduction', token: 'x' }],
])('answers %s as OAuth does', async (error, form) => {
  await using lab = await startWebexLab()

  const answer = await token(lab, form)

  expect(answer.status).toBe(400)
  expect(answer.json()).toMatchObject({ error })
})

it('grants an application no scope that it does not have', async () => {
  await using lab = await startWebexLab()
  const { id, secret } = lab.webex.client
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }

  const own = await token(lab, { ...form, scope: 'spark:people_read' })
  const more = await token(lab, { ...form, scope: 'spark:everything' })

  expect(own.json()).toMatchObject({ scope: 'spark:people_read' })
  expect(more.json()).toMatchObject({ error: 'invalid_scope' })
})

it('ends a token by revocation and by time', async () => {
  await using lab = await startWebexLab()
  const statusOf = async (alias: string) =>
    (await lab.call({ to: 'GET /v1/people/me', token: lab.tokenOf(alias) })).status

  await lab.call({ to: 'POST /idb/oauth2/v1/revoke', form: { token: lab.tokenOf('alice') } })
  const revoked = [await statusOf('alice'), await statusOf('bob')]
  await lab.advance(43_199_000)

  expect(revoked).toEqual([401, 200])
  expect(await statusOf('bob')).toBe(401)
})

it('keeps no token or secret in the world or in the journal', async () => {
  await using lab = await startWebexLab()
  const refreshToken = lab.webex.accountOf('alice@ent-pa.example')?.refreshToken ?? ''
  await token(lab, { grant_type: 'refresh_token', refresh_token: refreshToken }, basicOf(lab.webex.client))

  const world = JSON.stringify(lab.core.world.snapshot())
  const journal = JSON.stringify([...lab.core.journal.entries()])

  for (const secret of [lab.tokenOf('alice'), refreshToken, lab.webex.client.secret]) {
    expect(world).not.toContain(secret)
    expect(journal).not.toContain(secret)
  }
})
