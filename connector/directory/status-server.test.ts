import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSynchronizer, type OpenSynchronizer } from './open-synchronizer.js'
import { parseSyncSettings } from './settings.js'
import { serveStatus } from './status-server.js'

async function openOne(stateDir: string): Promise<OpenSynchronizer> {
  return openSynchronizer(
    parseSyncSettings(
      JSON.stringify({
        version: 1,
        instance: { id: '<b>one</b>', hostname: 'sync1' },
        stateDir,
        directory: {
          domain: 'corp.example.com',
          servers: ['ldap://127.0.0.1:1'],
          username: 'u',
          password: 'canary',
        },
        cloud: { orgId: 'o', token: 'canary' },
        statusPort: 0,
      }),
    ),
  )
}

function get(url: string, host?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(url, host === undefined ? {} : { headers: { host } }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    call.on('error', reject)
    call.end()
  })
}

it('shows how things are, without secrets, to this machine alone [HD-009]', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'sync-'))
  const open = await openOne(stateDir)
  let url = ''
  await open.synchronizer
    .run({ kind: 'full', isDryRun: false, allowsDeletions: false })
    .catch(() => undefined) // nobody answers there
  {
    await using _page = await serveStatus(open, (address) => (url = address))

    const page = await get(url)
    const other = await get(url, 'somebody.example')
    const json = await get(`${url}status.json`)

    expect([page.status, other.status, json.status]).toEqual([200, 421, 200])
    expect(page.text).toContain('&lt;b&gt;one&lt;/b&gt;')
    expect(page.text).toContain('run-failed')
    expect(JSON.parse(json.text)).toMatchObject({ role: 'active', alarms: [{ name: 'directory' }] })
    expect(page.text + json.text).not.toContain('canary')
  }
  open.close()
  await rm(stateDir, { recursive: true })
})
