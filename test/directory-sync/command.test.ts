import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { directorySyncSettings } from '../../simulators/lab/subjects/directory-sync-settings.js'
import { startLab } from '../support/lab.js'

const PROGRAM = join(import.meta.dirname, '../../dist/cli/exwex.js')

async function sync(admin: string, ...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, 'sync', ...args], {
    env: { ...process.env, EXWEX_ADMIN: admin },
  })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, stdout }
}

it('synchronizes a lab, and ends with 2 where the threshold stops it', { timeout: 60_000 }, async () => {
  await using lab = await startLab()
  const file = join(lab.directory, 'sync.json')
  const settings = directorySyncSettings(lab.ready, { id: 'strict' }) as { directory: object }
  const directory = { ...settings.directory, users: { filter: '(sAMAccountName=alice)' } }
  await writeFile(file, JSON.stringify({ ...settings, directory, deletions: { threshold: 2 } }))

  const dry = await sync(lab.ready.admin, '--dry-run', '--json')
  const done = await sync(lab.ready.admin)
  const stopped = await sync(lab.ready.admin, '--config', file)

  expect([dry.code, JSON.parse(dry.stdout)]).toMatchObject([0, { isDryRun: true, kind: 'full' }])
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('erin@ent-pa.example') as string])
  expect(stopped.code).toBe(2)
  expect(stopped.stdout).toContain('Stopped before it wrote anything: 4 accounts would be deleted')
})
