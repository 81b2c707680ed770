import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { startLab } from './lab.js'

it('tells what a lab said that ended before it was ready', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'exwex-lab-test-'))
  const exwex = [process.execPath, '-e', 'console.error("no port left"); process.exit(7)', '--']

  const starting = startLab({ exwex, seed: 1, directory })

  await expect(starting).rejects.toMatchObject({
    code: 'LAB_START',
    message: expect.stringMatching(/code 7.*no port left/s) as string,
  })
  await rm(directory, { recursive: true })
})
