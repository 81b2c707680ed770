import { expect, it } from 'vitest'
import { hydraId } from '../hydra-id.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const DAY_MS = 86_400_000

interface ScimUser {
  readonly id: string
  readonly userName: string
  readonly externalId?: string
  readonly active: boolean
}

/** Access tokens end after half a day. */
async function freshToken(lab: WebexLab): Promise<string> {
  const { id, secret } = lab.webex.client
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
  return (await lab.call({ to: 'POST /v1/access_token', form })).json<{ access_token: string }>().access_token
}

function scimOf(lab: WebexLab, token = lab.webex.adminToken) {
  const base = `/identity/scim/${lab.webex.orgId}/v2/Users`
  const call = (method: string, path = '', json?: object) =>
    lab.call({ to: `${method} ${base}${path}`, token, ...(json === undefined ? {} : { json }) })
  return {
    call,
    create: (content: object) => call('POST', '', { schemas: [USER], ...content }),
    find: async (filter: string) =>
      (await call('GET', `?filter=${encodeURIComponent(filter)}`)).json<{ Resources: ScimUser[] }>()
        .Resources,
  }
}

it('creates, finds, replaces and patches a user', async () => {
  await using lab = await startWebexLab()
  const scim = scimOf(lab)

  const made = await scim.create({
    userName: 'Erin@ent-pa.example',
    externalId: 'guid-1',
    displayName: 'Erin',
    title: 'Engineer',
    phoneNumbers: [{ type: 'mobile', value: '+1 202' }],
    [ENTERPRISE]: { department: 'Lab', manager: { value: lab.idOf('alice') } },
  })
  const { id } = made.json<ScimUser>()
  const replaced = await scim.call('PUT', `/${id}`, {
    schemas: [USER],
    userName: 'erin.e@ent-pa.example',
    externalId: 'guid-1',
    displayName: 'Erin E',
  })
  const patched = await scim.call('PATCH', `/${id}`, {
    schemas: [PATCH],
    Operations: [
      { op: 'Replace', path: 'title', value: 'Chief' },
      { op: 'add', path: `${ENTERPRISE}:department`, value: 'Top' },
      { op: 'add', path: 'phoneNumbers[type eq "work"].value', value: '+1 303' },
    ],
  })

  expect(made.status).toBe(201)
  expect(made.json()).toMatchObject({
    userName: 'erin@ent-pa.example',
    active: true,
    [ENTERPRISE]: { department: 'Lab', manager: { value: lab.idOf('alice') } },
  })
  expect(replaced.json()).toMatchObject({ userName: 'erin.e@ent-pa.example', displayName: 'Erin E' })
  expect(replaced.json()).not.toHaveProperty('title')
  expect(patched.json()).toMatchObject({
    title: 'Chief',
    [ENTERPRISE]: { department: 'Top' },
    phoneNumbers: [{ type: 'work', value: '+1 303' }],
  })
  expect((await scim.find('externalId eq "guid-1"')).map((one) => one.id)).toEqual([id])
  expect((await scim.find('userName sw "erin" and active eq true')).map((one) => one.id)).toEqual([id])
  expect(await scim.find('userName eq "nobody@ent-pa.example"')).toEqual([])
})

it('lists people and workspaces page by page, and no bots', async () => {
  await using lab = await startWebexLab()
  const scim = scimOf(lab)

  const first = (await scim.call('GET', '?count=4')).json<{ totalResults: number; Resources: ScimUser[] }>()
  const rest = (await scim.call('GET', '?count=4&startIndex=5')).json<{ Resources: ScimUser[] }>()

  expect(first.totalResults).toBe(6)
  expect(
    [...first.Resources, ...rest.Resources].map(({ userName }) => userName.split('@')[0]).toSorted(),
  ).toEqual(['alice', 'board1', 'bob', 'carol', 'dave', 'webex-admin'])
})

it('ends the sign-in of who is made inactive', async () => {
  await using lab = await startWebexLab()
  const scim = scimOf(lab)
  const body = { schemas: [USER], userName: 'bob@ent-pa.example', displayName: 'bob Example' }

  await scim.call('PUT', `/${lab.idOf('bob')}`, { ...body, active: false })

  expect((await lab.call({ to: 'GET /v1/people/me', token: lab.tokenOf('bob') })).status).toBe(401)
  expect(await scim.find('active eq false')).toHaveLength(1)
})

it('takes a deleted user out of everything, and keeps the address for seven days [HD-006]', async () => {
  await using lab = await startWebexLab()
  const scim = scimOf(lab)
  const room = (
    await lab.call({ to: 'POST /v1/rooms', token: lab.tokenOf('bob'), json: { title: 'Team' } })
  ).json<{ id: string }>()
  await lab.call({
    to: 'POST /v1/memberships',
    token: lab.tokenOf('bob'),
    json: { roomId: room.id, personEmail: 'alice@ent-pa.example' },
  })
  const again = { userName: 'bob@ent-pa.example', displayName: 'Another Bob', externalId: 'other' }

  const gone = await scim.call('DELETE', `/${lab.idOf('bob')}`)
  const members = await lab.call({ to: `GET /v1/memberships?roomId=${room.id}`, token: lab.tokenOf('alice') })
  const shown = await scim.call('GET', `/${lab.idOf('bob')}`)
  const signedIn = await lab.call({ to: 'GET /v1/people/me', token: lab.tokenOf('bob') })
  const refused = await scim.create(again)
  await lab.advance(7 * DAY_MS)
  const allowed = await scimOf(lab, await freshToken(lab)).create(again)

  expect(gone.status).toBe(204)
  expect([shown.status, signedIn.status]).toEqual([404, 401])
  expect(members.json<{ items: { personEmail: string }[] }>().items.map((one) => one.personEmail)).toEqual([
    'alice@ent-pa.example',
  ])
  expect([refused.status, refused.json()]).toMatchObject([409, { scimType: 'uniqueness', status: '409' }])
  expect(allowed.status).toBe(201)
})

it('gives who comes back within seven days the same account', async () => {
  await using lab = await startWebexLab()
  const scim = scimOf(lab)
  const content = { userName: 'erin@ent-pa.example', displayName: 'Erin', externalId: 'guid-1' }
  const { id } = (await scim.create(content)).json<ScimUser>()

  await scim.call('DELETE', `/${id}`)
  const back = await scim.create({ ...content, userName: 'erin.new@ent-pa.example' })

  expect(back.json<ScimUser>().id).toBe(id)
})

it('lets an administrator end the wait for an address', async () => {
  await using lab = await startWebexLab()
  const scim = scimOf(lab)
  const token = lab.webex.adminToken
  const kept = `/connector/v1/orgs/${lab.webex.orgId}/soft-deleted-users`
  await scim.call('DELETE', `/${lab.idOf('bob')}`)

  const listed = await lab.call({ to: `GET ${kept}`, token })
  await lab.call({ to: `DELETE ${kept}/${lab.idOf('bob')}`, token })
  const made = await scim.create({ userName: 'bob@ent-pa.example', displayName: 'Bob' })

  expect(listed.json()).toMatchObject({ items: [{ userId: lab.idOf('bob'), email: 'bob@ent-pa.example' }] })
  expect(made.status).toBe(201)
})

it('serves the picture that was sent for somebody', async () => {
  await using lab = await startWebexLab()
  const token = lab.webex.adminToken
  const data = Buffer.from('ffd8ffe0aa', 'hex').toString('base64')
  const organization = `/connector/v1/orgs/${lab.webex.orgId}`

  await lab.call({
    to: `PUT ${organization}/users/${lab.idOf('alice')}/picture`,
    token,
    json: { mediaType: 'image/jpeg', data },
  })
  const { avatar } = (
    await lab.call({ to: `GET /v1/people/${hydraId('PEOPLE', lab.idOf('alice'))}`, token })
  ).json<{ avatar: string }>()
  const shown = await lab.call({ to: `GET ${avatar}` })

  expect([shown.headers['content-type'], shown.bytes.toString('hex')]).toEqual(['image/jpeg', 'ffd8ffe0aa'])
})

it('makes one instance active, and another when that has been silent for a lease [HD-007]', async () => {
  await using lab = await startWebexLab()
  const beat = async (id: string) =>
    (
      await lab.call({
        to: `PUT /connector/v1/orgs/${lab.webex.orgId}/directory-connectors/${id}`,
        token: lab.webex.adminToken,
        json: { domain: 'ent-pa.example', hostname: id },
      })
    ).json<{ isActive: boolean }>().isActive

  const first = [await beat('a'), await beat('b')]
  await lab.advance(91_000)
  const second = [await beat('b'), await beat('a')]

  expect([first, second]).toEqual([
    [true, false],
    [true, false],
  ])
})

it('is for administrators alone', async () => {
  await using lab = await startWebexLab()
  const base = `/identity/scim/${lab.webex.orgId}/v2/Users`

  const statuses = await Promise.all([
    lab.call({ to: `GET ${base}`, token: lab.tokenOf('alice') }),
    lab.call({ to: `GET ${base}` }),
    lab.call({ to: `GET ${base.replace(lab.webex.orgId, 'another')}`, token: lab.webex.adminToken }),
  ])

  expect(statuses.map(({ status }) => status)).toEqual([403, 401, 403])
})
