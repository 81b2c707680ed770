import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { hydraId } from '../hydra-id.js'
import { licences } from '../records/licences.js'
import { put } from '../../core/index.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

interface Licence {
  readonly id: string
  readonly name: string
  readonly consumedUnits: number
}

interface Person {
  readonly id: string
  readonly avatar: string
  readonly licenses: readonly string[]
  readonly siteUrls: readonly string[]
  readonly roles?: readonly string[]
}

const administration = (lab: WebexLab) => {
  const token = lab.webex.adminToken
  const licencesNow = async () =>
    (await lab.call({ to: 'GET /v1/licenses', token })).json<{ items: Licence[] }>().items
  return {
    licence: async (name: string) => (await licencesNow()).find((one) => one.name === name),
    call: (to: string, json?: object) => lab.call({ to, token, ...(json === undefined ? {} : { json }) }),
    assign: (alias: string, ...changes: readonly object[]) =>
      lab.call({
        to: 'PATCH /v1/licenses/users',
        token,
        json: { email: `${alias}@ent-pa.example`, licenses: changes },
      }),
  }
}

it('gives somebody an account with licences and a role, changes it and takes it away', async () => {
  await using lab = await startWebexLab()
  const admin = administration(lab)
  const meetings = await admin.licence('Meeting - Webex Enterprise Edition')
  const roles = (await admin.call('GET /v1/roles')).json<{ items: { id: string; name: string }[] }>().items
  const readOnly = roles.find(({ name }) => name === 'Read-only administrator')?.id

  const made = await admin.call('POST /v1/people', {
    emails: ['Erin@ent-pa.example'],
    firstName: 'Erin',
    lastName: 'Example',
    licenses: [meetings?.id],
    roles: [readOnly],
  })
  const again = await admin.call('POST /v1/people', { emails: ['erin@ent-pa.example'], displayName: 'E' })
  const person = made.json<Person>()
  const changed = await admin.call(`PUT /v1/people/${person.id}`, {
    ...person,
    displayName: 'E. E.',
    licenses: [],
  })
  const gone = await admin.call(`DELETE /v1/people/${person.id}`)
  const after = await admin.call(`GET /v1/people/${person.id}`)

  expect(made.json()).toMatchObject({
    emails: ['erin@ent-pa.example'],
    displayName: 'Erin Example',
    licenses: [meetings?.id],
    roles: [readOnly],
    siteUrls: ['ent-pa.webex.com'],
  })
  expect(changed.json()).toMatchObject({ displayName: 'E. E.', licenses: [] })
  expect([again.status, gone.status, after.status]).toEqual([409, 204, 404])
})

it('counts seats, refuses the one too many, and does what it can of several', async () => {
  await using lab = await startWebexLab()
  const admin = administration(lab)
  const basic = await admin.licence('Basic Space Meetings')
  const calendar = await admin.licence('Hybrid Calendar Service (Exchange)')
  const [record] = [...lab.core.world.by(licences, 'organization', lab.webex.orgId)]
    .map((stored) => stored.record)
    .filter(({ service }) => service === 'basicSpaceMeetings')
  if (record === undefined) throw new TypeError('There is no such licence.')
  lab.core.world.commit({
    cause: 'test',
    reason: 'sold',
    writes: [put(licences, { ...record, totalUnits: 1 })],
  })

  const first = await admin.assign('alice', { id: basic?.id })
  const second = await admin.assign('bob', { id: basic?.id })
  const partly = await admin.assign('bob', { id: basic?.id }, { id: calendar?.id, operation: 'remove' })
  const now = await admin.licence('Basic Space Meetings')
  const entitled = await admin.licence('Hybrid Calendar Service (Exchange)')

  expect([first.status, second.status, partly.status]).toEqual([200, 400, 206])
  expect(now?.consumedUnits).toBe(1)
  expect(entitled?.consumedUnits).toBe((calendar?.consumedUnits ?? 0) - 1)
})

it('keeps the meetings of a space from who has messaging alone [HC-126]', async () => {
  await using lab = await startWebexLab()
  const admin = administration(lab)
  const advanced = await admin.licence('Advanced Space Meetings')
  const token = lab.tokenOf('alice')
  const room = (await lab.call({ to: 'POST /v1/rooms', token, json: { title: 't' } })).json<{ id: string }>()
  const meetingInfo = async () =>
    (await lab.call({ to: `GET /v1/rooms/${room.id}/meetingInfo`, token })).status

  const before = await meetingInfo()
  await admin.assign('alice', { id: advanced?.id, operation: 'remove' })

  expect([before, await meetingInfo()]).toEqual([200, 403])
})

it('lets nobody administer who is no full administrator', async () => {
  await using lab = await startWebexLab()
  const json = { emails: ['x@ent-pa.example'], displayName: 'X' }

  const statuses = await Promise.all([
    lab.call({ to: 'POST /v1/people', token: lab.tokenOf('alice'), json }),
    lab.call({ to: 'GET /v1/licenses', token: lab.tokenOf('alice') }),
    lab.call({ to: 'GET /v1/roles', token: lab.tokenOf('alice') }),
    lab.call({ to: 'POST /v1/people', json }),
  ])

  expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 401])
})

it('shows licences and roles to the person and to administrators alone', async () => {
  await using lab = await startWebexLab()
  const alice = hydraId('PEOPLE', lab.idOf('alice'))
  const seenBy = async (token: string) =>
    (await lab.call({ to: `GET /v1/people/${alice}`, token })).json<Person>().licenses?.length

  expect(await seenBy(lab.tokenOf('alice'))).toBe(4)
  expect(await seenBy(lab.webex.adminToken)).toBe(4)
  expect(await seenBy(lab.tokenOf('bob'))).toBeUndefined()
})

it('serves the picture of a person in the usual sizes', async () => {
  await using lab = await startWebexLab()
  const { avatar } = (await lab.call({ to: 'GET /v1/people/me', token: lab.tokenOf('alice') })).json<Person>()

  const response = await pictureAt(lab, avatar.replace(/~1600$/, '~80'))
  const odd = await lab.call({ to: `GET ${avatar.replace(/~1600$/, '~81')}` })

  expect(response.status).toBe(200)
  expect(response.type).toBe('image/png')
  expect([response.width, response.height]).toEqual([80, 80])
  expect(response.pixels).toBe(80 * 81)
  expect(odd.status).toBe(404)
})

/** Reads the parts of a PNG that say how large it is. */
async function pictureAt(lab: WebexLab, url: string) {
  const answer = await lab.call({ to: `GET ${url}` })
  const bytes = answer.bytes
  const data = bytes.indexOf('IDAT')
  return {
    status: answer.status,
    type: answer.headers['content-type'],
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    pixels: inflateSync(bytes.subarray(data + 4, data + 4 + bytes.readUInt32BE(data - 4))).length,
  }
}
