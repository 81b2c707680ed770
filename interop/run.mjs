// Runs the clients that nobody here wrote against a lab with the reference connector.
// A client that is not installed fails the run in CI and is named loudly elsewhere.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLab } from './start-lab.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const program = join(here, '../dist/cli/exwex.js')

/** exchangelib, and how to see that it is there. */
const EXCHANGELIB = {
  from: 'the Debian package python3-exchangelib',
  probe: ['/usr/bin/python3', '-c', 'import exchangelib'],
}

/** node-ews logs on by DES, which Node leaves out unless it is told to read OPENSSL_CONF as others do. */
const OWN_OPENSSL = '--openssl-shared-config'

/** A lab in which half an hour takes half a minute. */
const FAST = ['--clock', 'scaled:60']

/** A lab in which time passes when it is told to, with servers that mailboxes can move between. */
const STEPWISE = ['--clock', 'manual', '--exchange-servers', '2']

/** Each client: where it comes from, how to see that it is there (or get it), and what to run. */
const CLIENTS = [
  exchangelib('over NTLM', 'decorated_meeting.py'),
  exchangelib('appointments', 'appointments.py'),
  exchangelib('meetings and series', 'meetings.py'),
  exchangelib('folders and mail', 'folders_and_mail.py'),
  exchangelib('away and busy', 'away_and_busy.py'),
  byName(exchangelib('Autodiscover by POX and SOAP', 'autodiscover.py')),
  exchangelib('access', 'access.py'),
  inOwnLab(exchangelib('streaming', 'streaming.py'), FAST),
  inOwnLab(exchangelib('split streams', 'split_streams.py'), FAST),
  inOwnLab(exchangelib('a shadow of a calendar', 'shadow.py'), STEPWISE),
  exchangelib('throttling', 'throttling.py'),
  packaged('ews-javascript-api', 'appointments.mjs'),
  packaged('ews-javascript-api', 'people.mjs'),
  byName(packaged('ews-javascript-api', 'autodiscover.mjs')),
  packaged('ews-javascript-api', 'access.mjs'),
  inOwnLab(packaged('ews-javascript-api', 'streaming.mjs'), FAST),
  packaged('ews-javascript-api', 'throttling.mjs'),
  packaged('node-ews', 'calendar.mjs'),
  packaged('webex-api-client', 'meetings.mjs'),
  packaged('webex-sdk', 'spaces.mjs'),
  inOwnLab(packaged('webex-sdk', 'access.mjs'), []),
  packaged('webex-sdk', 'calendar.mjs'),
  packaged('webex-sdk', 'presence.mjs'),
  packaged('webex-legacy', 'everyday.mjs'),
  {
    name: 'DavMail, by CalDAV, IMAP, SMTP and LDAP',
    from: 'the Debian packages davmail and ldap-utils',
    probe: ['sh', '-c', 'command -v davmail && command -v ldapsearch'],
    run: [process.execPath, join(here, 'davmail/run.mjs')],
  },
  {
    name: 'exchangelib as a connector of level 1',
    ...EXCHANGELIB,
    run: [
      ...[process.execPath, program, 'conform', 'connector', '--report-dir', 'report/python-connector'],
      ...['--manifest', join(here, '../examples/python-connector/connector.yaml')],
    ],
  },
  {
    name: 'curl --ntlm',
    from: 'the Debian package curl',
    probe: ['curl', '--version'],
    run: [process.execPath, join(here, 'curl/ntlm.mjs')],
  },
  {
    name: 'curl --basic, --ntlm and --negotiate',
    from: 'the Debian packages curl and gss-ntlmssp',
    probe: ['sh', '-c', 'command -v curl && test -e /etc/gss/mech.d/mech.ntlmssp.conf'],
    run: [process.execPath, join(here, 'curl/access.mjs')],
  },
  {
    name: 'OpenSSL',
    from: 'the Debian package openssl',
    probe: ['openssl', 'version'],
    run: [process.execPath, join(here, 'openssl/verify.mjs')],
  },
  openldap('search.mjs'),
  openldap('controls.mjs'),
  openldap('writes.mjs'),
  packaged('ldapts', 'directory.mjs'),
  packaged('ldapjs', 'directory.mjs'),
  ldap3('over NTLM, with the schema', 'sessions.py'),
  ldap3('controls and writes', 'directory.py'),
  {
    name: 'a real domain controller as the judge of the directory',
    from: 'the folder that EXWEX_AD_GOLDEN names (the Debian package ldap-utils replays it)',
    probe: [process.execPath, join(here, 'ad-golden/evidence.mjs'), '--probe'],
    run: [process.execPath, join(here, 'ad-golden/run.mjs')],
  },
  inOwnLab(
    {
      name: 'Chromium, as the browser of an administrator of Control Hub',
      from: 'the Debian package chromium',
      probe: ['chromium', '--version'],
      run: [process.execPath, join(here, 'chromium/control-hub.mjs')],
    },
    [],
  ),
  {
    name: 'python-dateutil and zoneinfo as oracles',
    from: 'the Debian packages python3-dateutil and tzdata',
    probe: [
      ...['/usr/bin/python3', '-c'],
      'import dateutil.rrule, zoneinfo; zoneinfo.ZoneInfo("America/Los_Angeles")',
    ],
    run: [process.execPath, join(here, 'python-oracles/run.mjs')],
  },
]

const wanted = process.argv.slice(2)
const chosen = CLIENTS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
const missing = chosen.filter(({ probe: [command, ...args] }) => spawnSync(command, args).status !== 0)
for (const { name, from } of missing) {
  console.error(`\n*** ${name} WAS NOT RUN: it comes from ${from} ***\n`)
}

/** node-ews makes its calls from the WSDL that the server publishes. */
const schema = process.env['EXWEX_EWS_SCHEMA']
const lab = await startLab([
  ...['--connector', 'reference'],
  ...(schema === undefined ? [] : ['--ews-schema', schema]),
])

const failed = process.env['CI'] === 'true' ? missing.map(({ name }) => name) : []
let passes = 0
try {
  for (const {
    name,
    run: [command, ...args],
  } of chosen.filter((client) => !missing.includes(client))) {
    console.log(`\n== ${name}`)
    const { status } = spawnSync(command, args, { stdio: 'inherit', env: lab.environment, timeout: 300_000 })
    if (status === 0) passes++
    else failed.push(name)
  }
} finally {
  await lab.stop()
}
console.log(`\n${passes} passed, ${failed.length} failed${failed.map((name) => `\n  FAIL ${name}`).join('')}`)
process.exit(failed.length === 0 ? 0 : 1)

function exchangelib(what, script) {
  return {
    name: `exchangelib, ${what}`,
    ...EXCHANGELIB,
    run: ['/usr/bin/python3', join(here, 'exchangelib', script)],
  }
}

/** OpenLDAP's tools. */
function openldap(script) {
  return {
    name: `OpenLDAP's tools, ${script.replace('.mjs', '')}`,
    from: 'the Debian package ldap-utils',
    probe: ['ldapsearch', '-VV'],
    run: [process.execPath, join(here, 'openldap', script)],
  }
}

/** The Python client ldap3. */
function ldap3(what, script) {
  return {
    name: `ldap3, ${what}`,
    from: 'the Debian package python3-ldap3',
    probe: ['/usr/bin/python3', '-c', 'import ldap3'],
    run: ['/usr/bin/python3', join(here, 'ldap3', script)],
  }
}

/** A client that finds everything by name, in a lab of its own behind that lab's proxy. */
function byName(client) {
  return { ...client, run: [process.execPath, join(here, 'autodiscover/run.mjs'), ...client.run] }
}

/** A client in a lab of its own, which is started with these options. */
function inOwnLab(client, options) {
  return { ...client, run: [process.execPath, join(here, 'own-lab.mjs'), ...options, '--', ...client.run] }
}

/** A client of the npm registry, in a folder of its own with a package file. */
function packaged(name, script) {
  const folder = join(here, name)
  return {
    name: `${name}, ${script.replace('.mjs', '')}`,
    from: 'the npm registry',
    probe: existsSync(join(folder, 'node_modules'))
      ? [process.execPath, '--version']
      : ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder],
    run: [process.execPath, OWN_OPENSSL, join(folder, script)],
  }
}
