import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import type { Finding } from '../../conformance/index.js'

const PROGRAM = fileURLToPath(new URL('../../dist/cli/exwex.js', import.meta.url))
const SMALL_SUBJECT = fileURLToPath(new URL('./small-subject.mjs', import.meta.url))

interface Diagnosis {
  readonly exitCode: number | null
  readonly findings: readonly Finding[]
}

/** Writes a manifest and lets the doctor look at it, in a process as a vendor does. */
async function diagnose(
  manifest: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Diagnosis> {
  const directory = await mkdtemp(join(tmpdir(), 'exwex-doctor-test-'))
  try {
    const path = join(directory, 'connector.yaml')
    await writeFile(path, manifest)
    const child = spawn(process.execPath, [PROGRAM, 'doctor', '--json', '--manifest', path], {
      env: { ...process.env, ...NO_PROXIES, ...environment },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    const printed = await text(child.stdout)
    return { exitCode: await ended, findings: JSON.parse(printed) as Finding[] }
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** The machine that runs the tests may have a proxy of its own. */
const NO_PROXIES = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
    [name, ''],
    [name.toLowerCase(), ''],
  ]),
)

function manifestOf(mistake: string, startSeconds = 30): string {
  const command = JSON.stringify([process.execPath, SMALL_SUBJECT, mistake])
  return `version: 1
name: small
level: 1
startSeconds: ${startSeconds}
nodes:
  - number: 1
    command: ${command}
`
}

it('finds nothing wrong with a good subject', async () => {
  expect(await diagnose(manifestOf('none'))).toEqual({ exitCode: 0, findings: [] })
}, 60_000)

it.each([
  ['a node that never opens a connection', 'deaf', 2, 'silent-node', /no connection.*/, /EXWEX_SUBJECT/],
  ['a node that ends', 'ends', 30, 'node-ended', /code 9.*cannot open settings\.ini/s, /until it is told/],
  ['an authority that is not trusted', 'distrusts', 30, 'untrusted-ca', /exchange right after/, /caFile/],
  ['a wrong password', 'wrong-password', 30, 'log-in', /401/, /password of the subject document/],
  ['a user of the wrong domain', 'wrong-domain', 30, 'log-in', /of domain "WRONG"/, /backslash/],
  ['Basic where NTLM is configured', 'basic', 30, 'scheme', /Basic/, /ntlm/],
  ['calls without impersonation', 'no-impersonation', 30, 'impersonation', /Subscribe/, /PrimarySmtp/],
  ['a wrong EWS path', 'wrong-path', 30, 'ews-path', /\/exchange\/Exchange\.asmx.*404/, /Autodiscover/],
  ['a version without streaming', 'old-version', 30, 'version', /Exchange2007_SP1/, /Exchange2010_SP1/],
  ['people who are left out', 'half', 4, 'not-subscribed', /nobody subscribed for alice@/, /Subscribe/],
])(
  'finds %s',
  async (_what, mistake, startSeconds, ailment, seen, fix) => {
    const { exitCode, findings } = await diagnose(manifestOf(mistake, startSeconds))

    expect(findings.map((finding) => finding.ailment)).toEqual([ailment])
    expect(findings[0]?.seen).toMatch(seen)
    expect(findings[0]?.fix).toMatch(fix)
    expect(exitCode).toBe(3)
  },
  60_000,
)

const NODE = '{ number: 1, subjectFile: one.json }'

it.each([
  ['a manifest that is not valid', 'version: 1\nname: m\nlevel: 4\n', 'manifest', /:3: level/],
  [
    'a feature above the level',
    `version: 1\nname: m\nlevel: 1\nfeatures: [space]\nnodes: [${NODE}]\n`,
    'manifest',
    /:4: .*"space" needs level 2/,
  ],
  [
    'a program that is not there',
    'version: 1\nname: m\nnodes:\n  - { number: 1, command: [no-such-program] }\n',
    'command',
    /no-such-program .*not on the PATH/,
  ],
  [
    'a program that may not be executed',
    'version: 1\nname: m\nnodes:\n  - { number: 1, command: [./connector.yaml] }\n',
    'command',
    /may not be executed/,
  ],
  [
    'two nodes with one state folder',
    `version: 1\nname: m\nnodes:\n  - { number: 1, subjectFile: a, stateDir: /s }\n  - { number: 2, subjectFile: b, stateDir: /s }\n`,
    'shared-state',
    /nodes 1 and 2 have one stateDir: \/s/,
  ],
  [
    'an address that is not of this machine',
    `version: 1\nname: m\nrelays: { listen: 192.0.2.1 }\nnodes: [${NODE}]\n`,
    'relay-address',
    /192\.0\.2\.1/,
  ],
])('finds %s without starting anything', async (_what, manifest, ailment, seen) => {
  const { exitCode, findings } = await diagnose(manifest)

  expect(findings.map((finding) => finding.ailment)).toEqual([ailment])
  expect(findings[0]?.seen).toMatch(seen)
  expect(exitCode).toBe(3)
})

it('finds a proxy that catches loopback, and none where NO_PROXY spares it', async () => {
  const proxied = await diagnose(manifestOf('ends'), { HTTPS_PROXY: 'http://proxy.example:3128' })
  const spared = await diagnose(manifestOf('ends'), {
    HTTPS_PROXY: 'http://proxy.example:3128',
    NO_PROXY: 'localhost, 127.0.0.1',
  })

  expect(proxied.findings.map(({ ailment }) => ailment)).toEqual(['proxy'])
  expect(proxied.findings[0]?.where).toMatch(/connector\.yaml:\d+/)
  expect(spared.findings.map(({ ailment }) => ailment)).toEqual(['node-ended'])
}, 60_000)
