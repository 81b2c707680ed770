// The container suite: builds the image, plays the pipeline with a good and a sabotaged connector, runs the
// testcontainers module, and prints the figures. Needs Docker, or podman as root; says loudly where there is neither.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baseImage } from './base-image.mjs'
import { playPipeline } from './compose.mjs'
import { disposing } from './disposing.mjs'
import { findEngine, sayUnavailable } from './engine/find-engine.mjs'
import { buildImage, IMAGE, weigh } from './image.mjs'
import { run, seconds } from './program.mjs'
import { watchStart } from './watch-start.mjs'

/** A saboteur that leaves the conference data out of every decorated meeting. */
const SABOTEUR = 'drops-conference-data'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const figures = []
const began = performance.now()

async function step(title, work) {
  console.log(`- ${title}`)
  const { result, seconds: took } = await seconds(work)
  console.log(`  ${took.toFixed(1)} s`)
  return result
}

async function checkContainers() {
  const { engine, reason } = await findEngine()
  if (engine === undefined) return sayUnavailable(reason)
  await disposing(engine, async () => {
    figures.push(['engine', `${engine.version}, ${engine.compose.join(' ')}`])
    const base = await step('base image', () => baseImage(engine))
    await step('build the image', () => buildImage(engine, { directory: root, base }))
    figures.push(['image without its base', `${(await weigh(engine, base)).toFixed(1)} MB`])

    const started = await step('start the lab', () => watchStart(engine))
    expect('the number of the user that the lab runs as', started.user, '1000')
    figures.push(['start to ready', `${started.readyMs.toFixed(0)} ms (the engine's own time included)`])
    figures.push(['memory once ready', `${started.residentMb.toFixed(0)} MB resident`])

    await step('the testcontainers module', () => runModuleTests(engine))
    await playBoth(engine, base)
  })
  return 0
}

async function runModuleTests(engine) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  await run([process.execPath, vitest, 'run', '--config', 'test/containers/vitest.config.mjs'], {
    directory: root,
    environment: { ...engine.environment, EXWEX_IMAGE: IMAGE },
    quiet: false,
  })
}

async function playBoth(engine, base) {
  const folder = await mkdtemp(join(tmpdir(), 'exwex-report-'))
  const play = (name, saboteur) =>
    playPipeline(engine, { directory: root, base, saboteur, reportDir: join(folder, name) })
  try {
    const good = await step('the pipeline with a good connector', () => play('good', ''))
    expect('failed tests with a good connector', good.failed.join('\n  '), '')
    expect('exit code with a good connector', good.code, 0)
    if (!(good.tests > 0)) throw new Error('The JUnit file of the good connector holds no test.')
    figures.push(['pipeline, good connector', `exit code 0, ${good.tests} tests in the JUnit file`])

    const bad = await step(`the pipeline with the saboteur ${SABOTEUR}`, () => play('bad', SABOTEUR))
    expect('exit code with a saboteur', bad.code, 1)
    if (bad.failed.length === 0)
      throw new Error('The JUnit file of the sabotaged connector holds no failure.')
    figures.push([`pipeline, ${SABOTEUR}`, `exit code 1, ${bad.failed.length} of ${bad.tests} tests failed`])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function expect(what, got, wanted) {
  if (got !== wanted) throw new Error(`${what}: ${got}, and it should be ${wanted === '' ? 'none' : wanted}.`)
}

process.exitCode = await checkContainers().catch((error) => {
  console.error(`\n${error.message}`)
  return 1
})
if (figures.length > 0) {
  figures.push(['in all', `${((performance.now() - began) / 1000).toFixed(0)} s`])
  console.log(`\n${figures.map(([name, value]) => `${name.padEnd(32)} ${value}`).join('\n')}`)
}
