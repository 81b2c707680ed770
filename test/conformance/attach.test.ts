import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { checksOf, parseManifest, runSuite } from '../../conformance/index.js'
import { startProgram } from '../../conformance/drivers/child-program.js'
import { Lab } from '../../simulators/lab/index.js'

const EXWEX = [process.execPath, fileURLToPath(new URL('../../dist/cli/exwex.js', import.meta.url))]

it('judges nodes that wait for their document, in a lab that was there before and stays', async () => {
  await using lab = await Lab.start()
  const directory = await mkdtemp(join(tmpdir(), 'exwex-attach-test-'))
  await Promise.all(['state', 'shared'].map((name) => mkdir(join(directory, name))))
  const subjectFile = join(directory, 'node1.json')
  const manifest = parseManifest(
    `{version: 1, name: waiting, nodes: [{number: 1, subjectFile: ${subjectFile}, stateDir: ${join(directory, 'state')}, sharedDir: ${join(directory, 'shared')}}]}`,
    'connector.yaml',
  )
  await using _node = startProgram({ command: [...EXWEX, 'connector', '--subject', subjectFile, '--wait'] })

  const result = await runSuite({
    manifest,
    exwex: EXWEX,
    seed: 1,
    attach: { admin: lab.ready.admin },
    only: 'keyword/webex',
  })

  expect(checksOf(result).map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    'HC-071/webex pass',
    'HC-141/text pass',
  ])
  expect((await fetch(`${lab.ready.admin}/v1/health`)).status).toBe(200)
  await rm(directory, { recursive: true, force: true, maxRetries: 5 })
}, 120_000)
