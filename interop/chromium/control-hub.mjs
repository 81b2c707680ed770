// Chromium as the browser of an administrator: registers a resource by the Allow page, entitles people by a file with errors.
// With EXWEX_SCREENSHOTS naming a folder, what was seen is kept there, light and dark.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, ready } from '../check.mjs'
import { openChromium } from './browser.mjs'

const HOST = 'us-expc-connector9.ent-pa.example'
const { hub, fleet } = ready.webexCloud
const { admin, password } = ready.webexSite
const [alice, bob] = ready.users
const pictures = process.env['EXWEX_SCREENSHOTS']
const folder = mkdtempSync(join(tmpdir(), 'exwex-control-hub-'))

/** The host that is registered: it sends the browser to the Allow page, and claims the resource with what comes back. */
const host = {
  registered: undefined,
  async answer(url) {
    if (url.pathname === '/hybridservices') {
      this.bootstrapToken = url.searchParams.get('bootstrapToken')
      const back = { redirect_uri: `https://${HOST}/back`, state: 'from-the-host' }
      const query = new URLSearchParams({ bootstrapToken: this.bootstrapToken, ...back })
      return { status: 302, location: `${fleet}/authorize?${query}` }
    }
    const code = url.searchParams.get('code')
    const own = { serial: 'S9', hostname: HOST, platform: 'expressway-c', platformVersion: 'X12.5.9' }
    const claim = { bootstrapToken: this.bootstrapToken, code, host: own }
    this.registered = { state: url.searchParams.get('state'), ...(await post('/registrations', claim)) }
    return { html: '<link rel="icon" href="data:,"><title>Registered</title><h1>Registered</h1>' }
  },
  /** Signs in with the machine account, joins its cluster, and tells that something is wrong. */
  async raiseAlarm() {
    const { orgId, clusterId, machineAccount, links } = this.registered
    const identity = `${links.idbroker}/idb`
    const { uid, password } = machineAccount
    const { BearerToken } = await post(`${identity}/token/${orgId}/v2/actions/GetBearerToken/invoke`, {
      uid,
      password,
    })
    const grant = await fetch(`${identity}/oauth2/v1/access_token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer',
        assertion: BearerToken,
        scope: 'spark:all',
      }),
    })
    const { access_token: token } = await grant.json()
    const { nodeId } = await post(`/clusters/${clusterId}/nodes`, { serial: 'S9', hostname: HOST }, token)
    await post(`/clusters/${clusterId}/nodes/${nodeId}/heartbeat`, heartbeat(), token)
  },
}

function heartbeat() {
  const now = new Date().toISOString()
  const alarm = {
    ...{ id: '60101', severity: 'critical', raisedAt: now, key: 'ews:exch01' },
    title: 'Microsoft Exchange Server access denied',
    description: 'exch01 refuses the account of the connector: HTTP error code 401.',
    solution: 'Check the service account and its password.',
  }
  const connectors = [
    { type: 'c_mgmt', version: '8.11-1.0.321154', state: 'running', enabled: true, alarms: [] },
    { type: 'c_cal', version: '8.11-1.0.6300', state: 'running', enabled: true, alarms: [alarm] },
  ]
  const host = {
    ...{ uptimeSeconds: 60, platformVersion: 'X12.5.9', maintenanceMode: 'off' },
    ntp: { servers: ['ntp.ent-pa.example'], synchronized: false },
    dns: { servers: ['10.0.0.53'], resolving: true },
    releaseKey: { valid: true },
  }
  return { sentAt: now, host, connectors }
}

/** Posts JSON to the API of connectors; the answer comes with its status. */
async function post(path, body, token = undefined) {
  const answer = await fetch(path.startsWith('/') ? `${fleet}${path}` : path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  return { status: answer.status, ...(await answer.json()) }
}

const browser = await openChromium(new URL(hub).origin)
try {
  await administer()
  for (const scheme of ['light', 'dark']) await look(scheme)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

async function administer() {
  // The pages work without scripts: the browser runs none.
  const page = await browser.newPage({ scripts: false, hosts: { [HOST]: (url) => host.answer(url) } })
  await signIn(page)
  check('an administrator signs in at the authorize page', (await page.url()) === hub, await page.text())

  await register(page)
  await acknowledge(page)
  await importFile(page)
  check('no page had a problem', page.problems.length === 0, page.problems.join('\n'))
}

async function signIn(page) {
  await page.goto(hub)
  await keep(page, 'sign-in')
  await page.follow('Sign in with Webex')
  await keep(page, 'authorize')
  await page.fill('E-mail address', admin)
  await page.fill('Password', password)
  await page.follow('Accept')
}

async function register(page) {
  await page.follow('Resources')
  await page.fill('Host name', HOST)
  await page.fill('Display name', 'emea-expc-connectors')
  await page.follow('Next')
  await keep(page, 'announced')
  await page.follow(`Go to ${HOST}`)
  const asked = await page.text()
  check('the host sends the browser to the Allow page', asked.startsWith(`Allow access to ${HOST}?`), asked)
  await keep(page, 'allow')

  await page.follow('Allow')
  check(
    'Allow sends the browser back to the host, which registers with the code',
    host.registered?.status === 201 && host.registered.state === 'from-the-host',
    `${await page.url()} ${JSON.stringify(host.registered)}`,
  )
  await page.goto(`${hub}/resources`)
  const resources = await page.text()
  check('the cluster is there', resources.includes('emea-expc-connectors'), resources)
  check('and nothing waits any more', !resources.includes('Not registered yet'), resources)
}

async function acknowledge(page) {
  await host.raiseAlarm()
  await page.follow('Alarms')
  const raised = await page.text()
  check(
    'an alarm of the host is there, with what to do',
    raised.includes('60101') && raised.includes('Check the service account and its password.'),
    raised,
  )
  await keep(page, 'alarm')
  await page.follow('Acknowledge')
  const acknowledged = await page.text()
  check('it is acknowledged', acknowledged.includes(`Acknowledged by ${admin}`), acknowledged)
}

async function importFile(page) {
  const file = join(folder, 'users.csv')
  const rows = [
    'User ID/Email (Required),Hybrid Calendar Service (Exchange),Call Service Aware,Call Service Connect',
    `${alice.mail},,TRUE,TRUE`,
    `${bob.mail},,,TRUE`,
    'nobody@ent-pa.example,TRUE,,',
    ',TRUE,,',
    `${alice.mail},TRUE,,`,
    `${ready.users[2].mail},maybe,,`,
  ]
  writeFileSync(file, rows.join('\r\n'))

  await page.follow('Users')
  await page.follow('Import CSV')
  await keep(page, 'import')
  await page.upload('File with comma-separated values', file)
  await page.follow('Import')
  await keep(page, 'import-report')
  const report = await page.text()
  check('one row is imported', report.includes('1 row is imported. 5 rows have errors'), report)
  for (const [line, reason] of [
    [3, 'Call Service Connect needs Call Service Aware.'],
    [4, 'Nobody in the organization has this mail address.'],
    [5, 'The mail address is missing.'],
    [6, 'The mail address is in line 2 already.'],
    [7, '"Hybrid Calendar Service (Exchange)" is TRUE, FALSE or empty, not "maybe".'],
  ]) {
    const row = report.split('\n').find((text) => text.startsWith(`${line}\t`))
    check(`line ${line}: ${reason}`, row?.includes(reason), report)
  }

  await page.follow('All users')
  const users = (await page.text()).split('\n')
  const of = ({ mail }) =>
    users
      .slice(users.findIndex((text) => text.includes(mail)))
      .slice(0, 2)
      .join(' ')
  check('the good row is carried out', of(alice).includes('Call Service Connect'), users.join('\n'))
  check('the bad rows changed nothing', !of(bob).includes('Call Service'), users.join('\n'))
}

/** Every section, and one cluster and one person, on a wide and on a narrow screen. */
async function look(scheme) {
  const sections = ['', '/resources', '/alarms', '/users', '/import', '/groups', '/settings', '/mails']
  for (const [size, width] of [
    ['wide', 1280],
    ['narrow', 390],
  ]) {
    const page = await browser.newPage({ scripts: false, dark: scheme === 'dark', width })
    const see = async (name) => {
      await keep(page, `${scheme}-${size}-${name}`)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      check(`${name} fits on a ${size} ${scheme} screen`, overflow <= 0, `${overflow} pixels too wide`)
    }
    for (const section of sections) {
      await page.goto(`${hub}${section}`)
      await see(section.slice(1) || 'overview')
    }
    await page.goto(`${hub}/resources`)
    await page.follow('emea-expc-connectors')
    await see('cluster')
    await page.goto(`${hub}/users?search=${alice.mail}`)
    await page.goto(await page.evaluate("document.querySelector('td a').href"))
    await see('person')
  }
}

async function keep(page, name) {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  writeFileSync(join(pictures, `${name}.png`), await page.screenshot())
}
