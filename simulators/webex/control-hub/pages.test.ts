import { expect, it } from 'vitest'
import { HOST, joinNode, registerCluster } from '../testing/cluster.js'
import { startWebexLab } from '../testing/webex-lab.js'
import { ADMINISTRATOR, cookieIn, openBrowser, signIn } from './testing/browser.js'
import { makeReader } from './testing/reader.js'

const SECTIONS = ['', '/resources', '/alarms', '/users', '/import', '/groups', '/settings', '/mails']

it('acts for forms that stand on its own pages only', async () => {
  await using lab = await startWebexLab()
  const signedIn = await signIn(lab, ADMINISTRATOR)
  const cookie = signedIn.headers['set-cookie']?.[0]
  const headers = { cookie: cookieIn(signedIn), 'sec-fetch-site': 'cross-site' }

  const answer = await lab.call({ to: 'POST /hub/groups', headers, form: { name: 'Mallory' } })

  expect(answer.status).toBe(403)
  expect(cookie).toMatch(/; Path=\/hub; Secure; HttpOnly; SameSite=Lax$/)
})

it('shows every section with a style of its own and nothing else', async () => {
  await using lab = await startWebexLab()
  const browser = await openBrowser(lab, ADMINISTRATOR)

  for (const section of SECTIONS) {
    const { status, headers, text } = await browser.get(`/hub${section}`)
    expect([section, status]).toEqual([section, 200])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(text).not.toMatch(/<script|src=|style="/)
  }
  expect(lab.defects).toEqual([])
})

it('shows a read-only administrator everything, and lets nothing be changed', async () => {
  await using lab = await startWebexLab()
  const reader = makeReader(lab)
  const admin = await openBrowser(lab, ADMINISTRATOR)
  await admin.post('/hub/groups', { name: 'Pilot' })
  const bob = await openBrowser(lab, reader)

  for (const section of ['', '/resources', '/alarms', '/users', '/groups', '/settings', '/mails']) {
    const { status, text } = await bob.get(`/hub${section}`)
    expect([section, status]).toEqual([section, 200])
    // Signing out is what is left; other forms are shown, and cannot be sent.
    expect([section, text.match(/method="post"[^>]*>\s*(?!<fieldset disabled)/g)?.length]).toEqual([
      section,
      1,
    ])
  }
  const announced = await bob.post('/hub/resources', {
    displayName: 'x',
    hostname: HOST,
    resourceGroupId: '',
  })
  expect(announced.status).toBe(403)
  expect((await bob.get('/hub/resources')).text).not.toContain(HOST)
})

it('registers a resource: announces it, shows the way to its host, and says when nobody came', async () => {
  await using lab = await startWebexLab()
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const form = { displayName: 'us <expc>', hostname: HOST, resourceGroupId: '' }

  const upper = await browser.post('/hub/resources', { ...form, hostname: 'US-EXPC1.ent-pa.example' })
  const announced = await browser.post('/hub/resources', form)
  const waiting = await browser.get('/hub/resources')
  await lab.advance(3600_000)
  const late = await browser.get('/hub/resources')

  expect([upper.status, announced.status]).toEqual([400, 200])
  expect(upper.text).toContain('lower-case letters only')
  expect(announced.text).toMatch(
    /href="https:\/\/us-expc-connector1\.ent-pa\.example\/hybridservices\?bootstrapToken=[\w.-]+"/,
  )
  expect(announced.text).toContain('us &lt;expc&gt;')
  expect(waiting.text).toContain('announced')
  expect(waiting.text).not.toContain('bootstrapToken')
  expect(late.text).toContain('Registration timeout')
})

it('shows clusters with nodes and alarms, acknowledges alarms, and puts nodes into maintenance', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const nodeId = await joinNode(cluster, 's1')
  const alarm = { id: '60101', severity: 'critical', title: 'Microsoft Exchange Server access denied' }
  const raised = { ...alarm, raisedAt: '2026-03-02T08:00:00Z', description: '401 from exch01' }
  await cluster.beat(nodeId, { alarms: [raised] })
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const page = `/hub/resources/${cluster.clusterId}`

  const alarms = await browser.get('/hub/alarms')
  const action = /\/hub\/alarms\/[\w-]+\/acknowledge/.exec(alarms.text)?.[0] ?? ''
  const acknowledged = await browser.post(action)
  const after = await browser.get('/hub/alarms')
  const entered = await browser.post(`/hub/nodes/${nodeId}/maintenance/on`)
  const shown = await browser.get(page)

  expect(alarms.text).toContain('Microsoft Exchange Server access denied')
  expect([acknowledged.status, acknowledged.headers.location]).toEqual([303, '/hub/alarms?done=acknowledged'])
  expect(after.text).toContain('Acknowledged by webex-admin@ent-pa.example')
  expect(entered.headers.location).toBe(`${page}?done=maintenance`)
  expect(shown.text).toContain('maintenance pending')
  expect(shown.text).toContain('s1.ent-pa.example')
})

it('changes a cluster, and deregisters it', async () => {
  await using lab = await startWebexLab()
  const { clusterId } = await registerCluster(lab)
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const form = { resourceGroupId: '', size: 'large', coResidence: 'dedicated', assignmentType: 'standard' }

  const changed = await browser.post(`/hub/resources/${clusterId}`, { ...form, name: 'emea' })
  const shown = await browser.get(`/hub/resources/${clusterId}`)
  const gone = await browser.post(`/hub/resources/${clusterId}/deregister`)

  expect(changed.status).toBe(303)
  expect(shown.text).toMatch(/value="large"\s+selected/)
  expect(gone.headers.location).toBe('/hub/resources?done=deregistered')
  expect((await browser.get(`/hub/resources/${clusterId}`)).status).toBe(404)
})

it('entitles people one by one, and says on the page why it will not', async () => {
  await using lab = await startWebexLab()
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const page = `/hub/users/${lab.idOf('alice')}`
  const groups = { calendarResourceGroupId: '', callResourceGroupId: '' }

  const connect = await browser.post(page, { ...groups, squaredFusionCal: 'on', squaredFusionEC: 'on' })
  const both = await browser.post(page, { ...groups, squaredFusionCal: 'on', squaredFusionGCal: 'on' })
  const call = await browser.post(page, { ...groups, squaredFusionUC: 'on', squaredFusionEC: 'on' })
  const shown = await browser.get(page)

  expect([connect.status, both.status, call.status]).toEqual([400, 400, 303])
  expect(connect.text).toContain('needs Call Service Aware')
  expect(shown.text).toMatch(/name="squaredFusionEC"\s+value="on"\s+checked/)
  expect(shown.text).toContain('RemoveEntitlement')
})

it('finds people by name and state, and gives the service to all', async () => {
  await using lab = await startWebexLab()
  const browser = await openBrowser(lab, ADMINISTRATOR)

  const removed = await browser.post('/hub/users/all', { change: 'remove' })
  const off = await browser.get('/hub/users?state=off&search=ALI')
  const given = await browser.post('/hub/users/all', { change: 'add' })
  const pending = await browser.get('/hub/users?state=pendingActivation')

  expect(removed.text).toContain('4 people are changed.')
  expect(off.text).toContain('alice@ent-pa.example')
  expect(off.text).not.toContain('bob@ent-pa.example')
  expect(given.text).toContain('people are changed.')
  expect(pending.text).toContain('bob@ent-pa.example')
  expect(pending.text).not.toContain('board1@ent-pa.example')
})

it('imports a file by upload, and shows what was wrong in which line', async () => {
  await using lab = await startWebexLab()
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const file = 'User ID/Email (Required),Calendar Service\nalice@ent-pa.example,FALSE\n<b>@x,TRUE\n'

  const imported = await browser.upload('/hub/import', file, { mode: 'addAndRemove' })
  const empty = await browser.upload('/hub/import', '', { mode: 'add' })

  expect(imported.status).toBe(200)
  expect(imported.text).toContain('1 row is imported. 1 row has an error and changes nothing.')
  expect(imported.text).toMatch(/<td class="number">3<\/td>\s*<td>&lt;b&gt;@x<\/td>/)
  expect([empty.status, empty.text.includes('The file is empty.')]).toEqual([400, true])
})

it('creates, renames and removes resource groups, but none that is used', async () => {
  await using lab = await startWebexLab()
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const groupId = async () =>
    /\/hub\/groups\/([\w-]+)"/.exec((await browser.get('/hub/groups')).text)?.[1] ?? ''

  await browser.post('/hub/groups', { name: 'Pilot' })
  const twice = await browser.post('/hub/groups', { name: 'pilot' })
  const id = await groupId()
  await browser.post(`/hub/groups/${id}`, { name: 'US Hybrid Services' })
  await browser.post(`/hub/users/${lab.idOf('bob')}`, {
    calendarResourceGroupId: id,
    callResourceGroupId: '',
  })
  const used = await browser.post(`/hub/groups/${id}/remove`)
  await browser.post(`/hub/users/${lab.idOf('bob')}`, {
    calendarResourceGroupId: '',
    callResourceGroupId: '',
  })
  const removed = await browser.post(`/hub/groups/${id}/remove`)

  expect([twice.status, used.status, removed.status]).toEqual([409, 409, 303])
  expect(used.text).toContain('US Hybrid Services')
  expect((await browser.get('/hub/groups')).text).toContain('There is no resource group yet.')
})

it('keeps settings, and the texts of one language beside those of another', async () => {
  await using lab = await startWebexLab()
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const settings = {
    defaultCalendarWebexAction: 'TEAMS_SPACE',
    defaultCalendarMeetAction: 'PERSONAL_ROOM',
    bgbIntervalMinutes: '15',
    defaultLanguage: 'de_DE',
    adminMailSubscribers: 'ops@ent-pa.example, it@ent-pa.example',
  }
  const template = { fallbackLanguage: 'en_US', joinByPhone: 'on', footer: '' }

  await browser.post('/hub/settings', settings)
  await browser.post('/hub/settings/template', { ...template, language: 'en_US', header: 'Hello\r\nall' })
  await browser.post('/hub/settings/template', { ...template, language: 'de_DE', header: 'Hallo' })
  const wrong = await browser.post('/hub/settings', { ...settings, adminMailSubscribers: 'nobody' })
  const answer = await lab.call({
    to: `GET /connector/v1/orgs/${lab.webex.orgId}/settings`,
    token: lab.webex.adminToken,
  })

  expect(wrong.status).toBe(400)
  expect(answer.json()).toMatchObject({
    defaultCalendarWebexAction: 'TEAMS_SPACE',
    defaultCalendarMeetAction: 'PERSONAL_ROOM',
    bgbIntervalMinutes: 15,
    defaultLanguage: 'de_DE',
    calSvcDisableEmailSendingToEndUser: true,
    adminMailSubscribers: ['ops@ent-pa.example', 'it@ent-pa.example'],
    emailTemplate: {
      joinByPhone: true,
      globalCallInLink: false,
      header: { en_US: 'Hello\nall', de_DE: 'Hallo' },
    },
  })
})

it('schedules the upgrades of a cluster, and says what is wrong with a schedule', async () => {
  await using lab = await startWebexLab()
  const { clusterId } = await registerCluster(lab)
  const browser = await openBrowser(lab, ADMINISTRATOR)
  const page = `/hub/resources/${clusterId}`
  const schedule = { channel: 'beta', hour: '3', urgentHour: '22', timezone: 'Europe/Berlin' }

  const saved = await browser.post(`${page}/schedule`, { ...schedule, sunday: 'on', saturday: 'on' })
  const shown = await browser.get(page)
  const noDay = await browser.post(`${page}/schedule`, schedule)
  const noZone = await browser.post(`${page}/schedule`, { ...schedule, sunday: 'on', timezone: 'Mars/Base' })

  expect(saved.status).toBe(303)
  expect(shown.text).toMatch(/value="beta"\s+selected/)
  expect(shown.text).toMatch(/name="saturday"\s+value="on"\s+checked/)
  expect(shown.text).not.toMatch(/name="monday"\s+value="on"\s+checked/)
  expect([noDay.status, noZone.status]).toEqual([400, 400])
  expect(noDay.text).toContain('Upgrades need at least one day.')
  expect(noZone.text).toContain('is not a time zone')
})
