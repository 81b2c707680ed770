import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startLab } from '../support/lab.js'

const PROGRAM = join(import.meta.dirname, '../../dist/cli/exwex.js')

/** Runs a verb against a lab and gives what it printed. */
async function exwex(admin: string, ...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, EXWEX_ADMIN: admin } })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, stdout, stderr }
}

it('reads and moves the time of a lab', { timeout: 30_000 }, async () => {
  await using lab = await startLab()

  const moved = await exwex(lab.ready.admin, 'clock', 'advance', '31m', '--json')
  const read = await exwex(lab.ready.admin, 'clock')

  expect(JSON.parse(moved.stdout)).toEqual({ kind: 'manual', now: lab.clock.now() })
  expect(read.stdout).toBe('2026-03-02T08:31:00.000Z (manual clock)\n')
})

it('adds, lists and clears faults, and resets', { timeout: 30_000 }, async () => {
  await using lab = await startLab()
  const rule = '{"match":{"operation":"GetItem"},"act":{"kind":"status","status":503}}'

  const added = await exwex(lab.ready.admin, 'fault', rule, '--json')
  const cleared = await exwex(lab.ready.admin, 'fault', '--clear')
  const reset = await exwex(lab.ready.admin, 'reset')

  expect(JSON.parse(added.stdout)).toMatchObject([{ id: 'fault-1', act: { kind: 'status', status: 503 } }])
  expect(cleared.stdout).toBe('no fault rules\n')
  expect(reset).toMatchObject({ code: 0, stdout: 'The lab is as it started.\n' })
})

it('disturbs the network in front of an endpoint set, and heals it', { timeout: 30_000 }, async () => {
  await using lab = await startLab()
  const { admin } = lab.ready

  const disturbed = await exwex(admin, 'network', 'main', '--delay', '200', '--endpoints', 'cloud,site')
  const healed = await exwex(admin, 'network', '--heal')
  const unknown = await exwex(admin, 'network', '--reset', '--endpoints', 'clowd')

  expect(disturbed.stdout).toBe('main/site: delayMs 200\nmain/cloud: delayMs 200\n')
  expect(healed.stdout).toBe('main: nothing is disturbed\n')
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('body.endpoints.0')])
})

it('stops, slows and heals a domain controller', { timeout: 30_000 }, async () => {
  await using lab = await startLab({ directory: { controllers: 2 } })
  const { admin } = lab.ready

  const stopped = await exwex(admin, 'controllers', 'dc2', '--stop', '--delay', '200')
  const healed = await exwex(admin, 'controllers', 'dc2.ent-pa.example', '--start', '--heal', '--json')
  const unknown = await exwex(admin, 'controllers', 'dc9', '--stop')

  expect(stopped.stdout).toBe(
    'DC1  dc1.ent-pa.example  Default-First-Site-Name  running  global catalog\n' +
      'DC2  dc2.ent-pa.example  Default-First-Site-Name  stopped  global catalog  delayMs 200\n',
  )
  expect(JSON.parse(healed.stdout)).toMatchObject([{}, { name: 'DC2', state: 'running', network: {} }])
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('no domain controller "dc9"')])
})

it('types cmdlets as guides print them, and ends badly when one fails', { timeout: 60_000 }, async () => {
  await using lab = await startLab()
  const { admin } = lab.ready
  const commands = `New-ThrottlingPolicy -Name "CalendarConnectorPolicy" -EWSMaxConcurrency unlimited
-EWSMaxSubscriptions 5000
Get-ThrottlingPolicy CalendarConnectorPolicy | ft Name,EwsMaxSubscriptions`

  const typed = await exwex(admin, 'shell', commands)
  const asJson = await exwex(admin, 'shell', 'Get-Mailbox alice', '--json')
  const failed = await exwex(admin, 'shell', 'Get-Mailbox nobody')

  expect([typed.code, typed.stderr]).toEqual([0, ''])
  expect(typed.stdout).toMatch(/CalendarConnectorPolicy +5000\n\n$/)
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    ok: true,
    objects: [{ Alias: 'alice', RecipientTypeDetails: 'UserMailbox' }],
  })
  expect([failed.code, failed.stdout]).toEqual([1, ''])
  expect(failed.stderr).toContain(
    "The operation couldn't be performed because object 'nobody' couldn't be found",
  )
})

it('prints the journal, an entry a line', { timeout: 30_000 }, async () => {
  await using lab = await startLab()
  lab.core.journal.record({
    kind: 'message',
    protocol: 'ews',
    via: 'main',
    connection: 'c',
    operation: 'GetItem',
    outcome: 'NoError',
  })

  const printed = await exwex(lab.ready.admin, 'journal', '--operation', 'GetItem')

  expect(printed.stdout).toMatch(/^\d+ {2}2026-03-02T08:00:00.000Z {2}main {2}ews {2}GetItem {2}NoError/)
})

it('says that no lab answers, and how to start one', { timeout: 30_000 }, async () => {
  const { code, stderr } = await exwex('http://127.0.0.1:1', 'clock')

  expect(code).toBe(1)
  expect(stderr).toContain('No lab answers at http://127.0.0.1:1. Start one with "exwex up"')
})

it.each([
  [['clock', 'advance', 'soon'], /A duration is such as 500ms/],
  [['fault', 'not json'], /The rule is not JSON/],
  [['up', '--clock', 'scaled:60', '--connector', 'reference'], /lives in real or manual time/],
  [['up', '--first-meetings'], /needs "--connector reference"/],
])('refuses %j', { timeout: 30_000 }, async (args, said) => {
  const { code, stderr } = await exwex('http://127.0.0.1:1', ...args)

  expect(code).toBe(64)
  expect(stderr).toMatch(said)
})
