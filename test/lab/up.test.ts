import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RECORDING } from '../../simulators/exchange/ews/testing/schema-recorder.js'
import { readyDocument, type ReadyDocument } from '../../simulators/lab/index.js'

const PROGRAM = join(import.meta.dirname, '../../dist/cli/exwex.js')
/** What labs in processes of their own answer is checked against the schema as well. */
const RECORDED = process.env[RECORDING] === undefined ? [] : ['--ews-recording', process.env[RECORDING]]

const PATIENCE = { timeout: 30_000 }

let directory = ''
let started = 0
beforeAll(() => void (directory = mkdtempSync(join(tmpdir(), 'exwex-up-'))))
afterAll(() => rmSync(directory, { recursive: true }))

interface Up {
  readonly process: ChildProcess
  readonly ready: ReadyDocument
  readonly readyFile: string
  readonly exited: Promise<number | null>
}

/** Starts `exwex up` and resolves when it has printed its ready document. */
async function up(...options: string[]): Promise<Up> {
  const readyFile = join(directory, `ready-${options.join('').replace(/\W/g, '')}-${++started}.json`)
  const child = spawn(
    process.execPath,
    [PROGRAM, 'up', '--ports', 'random', '--json', '--ready-file', readyFile, ...RECORDED, ...options],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
    void exited.then((code) => reject(new TypeError(`exwex up ended with ${code}: ${said}`)))
  })
  return { process: child, ready: JSON.parse(line) as ReadyDocument, readyFile, exited }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it(
  'writes the ready document with every name in it, the same to the file and to stdout',
  PATIENCE,
  async () => {
    const lab = await up('--seed', '7')

    const file = readFileSync(lab.readyFile, 'utf8')
    lab.process.kill('SIGTERM')
    await lab.exited

    expect(readyDocument.parse(JSON.parse(file))).toEqual(lab.ready)
    expect(statSync(lab.readyFile).mode & 0o077).toBe(0)
    expect(lab.ready).toMatchObject({ seed: 7, pid: lab.process.pid, era: '2019', exchangeVersion: '2016' })
    expect(lab.ready.network).toEqual({
      dns: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
      proxy: null,
      proxyCredentials: null,
    })
    expect(lab.ready.exchange.autodiscoverSoap).toMatch(/^https:.*\/autodiscover\/autodiscover\.svc$/)
    expect(lab.ready.users.map(({ mail }) => mail.split('@')[0])).toEqual([
      'alice',
      'bob',
      'carol',
      'dave',
      'erin',
    ])
    expect(lab.ready.users.find(({ mail }) => mail.startsWith('erin'))).toMatchObject({
      webexToken: null,
      personalRoom: null,
    })
    expect(lab.ready.users[0]?.personalRoom).toBe('https://ent-pa.webex.com/meet/alice')
  },
)

it('runs the proxy that it is told to, and says what it asks for', PATIENCE, async () => {
  const lab = await up('--proxy', 'basic')

  expect(lab.ready.network.proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(lab.ready.network.proxyCredentials?.user).toBe('proxy')
  const asked = await fetch(lab.ready.network.proxy ?? '')
  expect(asked.status).toBe(400)
  lab.process.kill('SIGTERM')
  await lab.exited
})

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'ends on %s and leaves nothing behind',
  PATIENCE,
  async (signal) => {
    const lab = await up()

    lab.process.kill(signal)

    expect(await lab.exited).toBe(0)
    expect(() => statSync(lab.ready.ca)).toThrow(/ENOENT/)
  },
)

it('ends with its parent, and takes its nodes along', PATIENCE, async () => {
  const script = `
    const { spawn } = require('node:child_process')
    const child = spawn(process.execPath, ${JSON.stringify([PROGRAM, 'up', '--ports', 'random', '--json', '--connector', 'reference', ...RECORDED])}, { stdio: ['ignore', 'pipe', 'ignore'] })
    child.stdout.once('data', (ready) => process.stdout.write(String(ready)))
  `
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  const line = await new Promise<string>((resolve) =>
    createInterface({ input: parent.stdout }).once('line', resolve),
  )
  const { pid } = JSON.parse(line) as ReadyDocument
  const nodes = childrenOf(pid)

  parent.kill('SIGKILL')

  expect(nodes).toHaveLength(2)
  await expect.poll(() => [pid, ...nodes].filter(isRunning), { timeout: 10_000, interval: 50 }).toEqual([])
})

function childrenOf(pid: number): readonly number[] {
  if (process.platform === 'linux') return numbers(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'))
  return numbers(spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout)
}

function numbers(text: string): readonly number[] {
  return text.split(/\s+/).filter(Boolean).map(Number)
}

it('grows the organization and moves it to another domain', PATIENCE, async () => {
  const lab = await up('--users', '40', '--domain', 'corp.example.com', '--netbios', 'CORP')

  lab.process.kill('SIGTERM')
  await lab.exited

  expect(lab.ready.users).toHaveLength(40)
  expect(lab.ready.directory.baseDn).toBe('DC=corp,DC=example,DC=com')
  expect(lab.ready.serviceAccount.down).toBe('CORP\\CalendarConnectorAcct')
})

it('takes an organization of the user, under real names', PATIENCE, async () => {
  const file = join(directory, 'acme.yaml')
  writeFileSync(file, 'domain: acme.example\npeople:\n  - { alias: zoe, firstName: Zoe, lastName: Zed }\n')
  const lab = await up('--org', file, '--names', 'real')

  lab.process.kill('SIGTERM')
  await lab.exited

  expect(lab.ready.users).toMatchObject([{ mail: 'zoe@acme.example' }])
  expect(new URL(lab.ready.exchange.ews).hostname).toBe('us-exch1.acme.example')
  expect(new URL(lab.ready.webexCloud.api).hostname).toBe('webexapis.com')
})

it('says what is wrong with the command line', PATIENCE, async () => {
  const child = spawn(process.execPath, [PROGRAM, 'up', '--clock', 'sideways'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))

  const code = await new Promise((resolve) => child.once('close', resolve))

  expect(code).not.toBe(0)
  expect(said).toContain('"sideways" is no clock')
})
