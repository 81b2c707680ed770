import { expect, it } from 'vitest'
import { startWebexLab, type WebexLab } from '../../testing/webex-lab.js'
import type { EntitlementsView } from '../../fleet/administration/views.js'
import type { ImportReport } from './import-users.js'

const MAIL = 'User ID/Email (Required)'
const EXCHANGE = 'Hybrid Calendar Service (Exchange)'
const GOOGLE = 'Hybrid Calendar Service (Google)'
const GROUP = 'Hybrid Calendar Service Resource Group'

function hubOf(lab: WebexLab) {
  const organization = `/connector/v1/orgs/${lab.webex.orgId}`
  const token = lab.webex.adminToken
  const csv = { token, headers: { 'content-type': 'text/csv' } }
  return {
    importFile: (lines: readonly string[], mode = 'add') =>
      lab.call({ to: `POST ${organization}/users.csv?mode=${mode}`, ...csv, xml: lines.join('\r\n') }),
    export: () => lab.call({ to: `GET ${organization}/users.csv`, token }),
    createGroup: async (name: string) =>
      (await lab.call({ to: 'POST /connector/v1/resource-groups', token, json: { name } })).json<{
        id: string
      }>().id,
    of: async (alias: string) =>
      (
        await lab.call({ to: `GET /connector/v1/users/${lab.idOf(alias)}/entitlements`, token })
      ).json<EntitlementsView>(),
  }
}

const reasons = (report: ImportReport) => report.rejected.map(({ line, reason }) => [line, reason])

it.each([
  ['no address', ',TRUE,', 'The mail address is missing.'],
  ['no mail address', 'bob,TRUE,', '"bob" is not a mail address.'],
  ['an address that came before', 'ALICE@ent-pa.example,TRUE,', 'The mail address is in line 2 already.'],
  ['somebody unknown', 'mallory@ent-pa.example,TRUE,', 'Nobody in the organization has this mail address.'],
  ['another value', 'bob@ent-pa.example,yes,', `"${EXCHANGE}" is TRUE, FALSE or empty, not "yes".`],
  ['an unknown group', 'bob@ent-pa.example,TRUE,Elsewhere', 'There is no resource group "Elsewhere".'],
  ['a cell too many', 'bob@ent-pa.example,TRUE,,', 'The row has 4 cells, and the header 3.'],
])('leaves out a row with %s, and carries out the others [HC-251]', async (_what, row, reason) => {
  await using lab = await startWebexLab()
  const hub = hubOf(lab)
  const before = await hub.of('bob')

  const answer = await hub.importFile(
    [`${MAIL},${EXCHANGE},${GROUP}`, 'alice@ent-pa.example,FALSE,', row, 'carol@ent-pa.example,False,'],
    'addAndRemove',
  )

  const report = answer.json<ImportReport>()
  expect([answer.status, report.accepted]).toEqual([200, 2])
  expect(reasons(report)).toEqual([[3, reason]])
  expect(await hub.of('bob')).toEqual(before)
  expect([await hub.of('alice'), await hub.of('carol')].map((one) => one.squaredFusionCal)).toEqual([
    false,
    false,
  ])
})

it('says all that is wrong with a row', async () => {
  await using lab = await startWebexLab()

  const answer = await hubOf(lab).importFile([`${MAIL},${EXCHANGE},${GROUP}`, 'bob,perhaps,Elsewhere'])

  expect(answer.json<ImportReport>().rejected[0]?.reason.split('. ')).toHaveLength(3)
})

it('gives nobody both calendars [HC-244, HC-251]', async () => {
  await using lab = await startWebexLab()
  const hub = hubOf(lab)

  const inRow = await hub.importFile([`${MAIL},${EXCHANGE},${GOOGLE}`, 'bob@ent-pa.example,TRUE,TRUE'])
  const besides = await hub.importFile([`${MAIL},${EXCHANGE},${GOOGLE}`, 'bob@ent-pa.example,FALSE,TRUE'])
  const instead = await hub.importFile(
    [`${MAIL},${EXCHANGE},${GOOGLE}`, 'bob@ent-pa.example,FALSE,TRUE'],
    'addAndRemove',
  )

  const accepted = [inRow, besides, instead].map((answer) => answer.json<ImportReport>().accepted)
  expect(accepted).toEqual([0, 0, 1])
  expect(await hub.of('bob')).toMatchObject({ squaredFusionCal: false, squaredFusionGCal: true })
})

it('gives Call Service Connect only beside or after Call Service Aware', async () => {
  await using lab = await startWebexLab()
  const hub = hubOf(lab)
  const header = `${MAIL},Call Service Aware,Call Service Connect`

  const alone = await hub.importFile([header, 'bob@ent-pa.example,,TRUE'])
  const together = await hub.importFile([header, 'bob@ent-pa.example,TRUE,TRUE'])
  const without = await hub.importFile([header, 'bob@ent-pa.example,FALSE,'], 'addAndRemove')

  const accepted = [alone, together, without].map((answer) => answer.json<ImportReport>().accepted)
  expect(accepted).toEqual([0, 1, 0])
  expect(reasons(alone.json<ImportReport>())[0]?.[1]).toContain('Call Service Aware')
})

it('takes FALSE for a removal only where that was chosen, and an empty cell for no change [HC-250, HC-251]', async () => {
  await using lab = await startWebexLab()
  const hub = hubOf(lab)
  const has = async () => (await hub.of('alice')).squaredFusionCal

  await hub.importFile([`${MAIL},Calendar Service`, 'alice@ent-pa.example,FALSE'])
  const added = await has()
  await hub.importFile([`${MAIL},Calendar Service`, 'alice@ent-pa.example,'], 'addAndRemove')
  const empty = await has()
  await hub.importFile([`${MAIL},Calendar Service`, 'alice@ent-pa.example,FALSE'], 'addAndRemove')

  expect([added, empty, await has()]).toEqual([true, true, false])
})

it('puts people into groups by names without their commas, and takes them out by an empty cell [HC-251]', async () => {
  await using lab = await startWebexLab()
  const hub = hubOf(lab)
  const group = await hub.createGroup('Pilot, US')

  await hub.importFile([`${MAIL},${GROUP}`, 'alice@ent-pa.example,pilot US'])
  const inside = await hub.of('alice')
  await hub.importFile([`${MAIL},${GROUP}`, 'alice@ent-pa.example,'])

  expect(inside.calendarResourceGroupId).toBe(group)
  expect((await hub.of('alice')).calendarResourceGroupId).toBeNull()
})

it.each([
  ['is empty', [''], 'The file is empty.'],
  ['has no addresses', [EXCHANGE, 'TRUE'], `The file has no column "${MAIL}".`],
  [
    'has nothing to change',
    [`${MAIL},First Name`],
    'The file has no column of a service or of a resource group.',
  ],
  [
    'has a column twice',
    [`${MAIL},Calendar Service,${EXCHANGE}`],
    `The file has the column "${EXCHANGE}" twice.`,
  ],
  [
    'is too long',
    [`${MAIL},${EXCHANGE}`, ...Array<string>(1101).fill('a@b.example,TRUE')],
    'The file has 1101 rows; 1100 are the most.',
  ],
  ['is no table', [`${MAIL},"${EXCHANGE}`], 'Line 1: a quotation mark is not closed.'],
])('refuses a file that %s, as a whole', async (_what, lines, message) => {
  await using lab = await startWebexLab()

  const answer = await hubOf(lab).importFile([...lines, ''])

  expect([answer.status, answer.json()['message']]).toEqual([400, message])
})

it('takes back what it has exported, and names columns that nothing is done with [HC-252]', async () => {
  await using lab = await startWebexLab()
  const hub = hubOf(lab)
  const exported = await hub.export()
  const changed = exported.text.replace(/(bob@.*,)TRUE,/, '$1FALSE,').replace(/^(.*)\r\n/, '$1,Extension\r\n')

  const lines = changed.split('\r\n').map((line, at) => (at === 0 || line === '' ? line : `${line},1234`))
  const report = (await hub.importFile(lines, 'addAndRemove')).json<ImportReport>()

  expect(exported.headers['content-type']).toContain('text/csv')
  expect(report).toEqual({ accepted: 6, rejected: [], unusedColumns: ['Extension'] })
  expect([(await hub.of('alice')).squaredFusionCal, (await hub.of('bob')).squaredFusionCal]).toEqual([
    true,
    false,
  ])
})
