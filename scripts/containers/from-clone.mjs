// From a clone to a JUnit file by one compose command, against the clock.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baseImage } from './base-image.mjs'
import { playPipeline } from './compose.mjs'
import { disposing } from './disposing.mjs'
import { findEngine, sayUnavailable } from './engine/find-engine.mjs'
import { run, seconds } from './program.mjs'

const BOUND_SECONDS = 360

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

async function measure(engine) {
  // What an engine with a registry pulls, which takes as long as the network does.
  const base = await seconds(() => baseImage(engine))
  const folder = await mkdtemp(join(tmpdir(), 'exwex-clone-'))
  try {
    const directory = join(folder, 'exwex')
    const cloned = await seconds(() => run(['git', 'clone', '--quiet', root, directory]))
    const played = await seconds(() =>
      playPipeline(engine, {
        directory,
        base: base.result,
        reportDir: join(directory, 'report'),
        options: ['--build'],
      }),
    )
    return { base, cloned, played }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function verdict({ base, cloned, played }) {
  const { code, tests, failed } = played.result
  const total = cloned.seconds + played.seconds
  console.log(`base image       ${base.seconds.toFixed(0)} s (not counted: elsewhere it is pulled)`)
  console.log(`clone            ${cloned.seconds.toFixed(1)} s`)
  console.log(`compose up       ${played.seconds.toFixed(0)} s, exit code ${code}`)
  console.log(`JUnit file       ${tests} tests, ${failed.length} failed`)
  for (const name of failed) console.log(`  ${name}`)
  console.log(`from the clone   ${total.toFixed(0)} s of at most ${BOUND_SECONDS}`)
  if (code === 0 && tests > 0 && failed.length === 0 && total <= BOUND_SECONDS) return 0
  console.error('From a clone to a green JUnit file in time: no.')
  return 1
}

const { engine, reason } = await findEngine()
process.exitCode =
  engine === undefined
    ? sayUnavailable(reason)
    : await disposing(engine, async () => verdict(await measure(engine))).catch((error) => {
        console.error(error.message)
        return 1
      })
