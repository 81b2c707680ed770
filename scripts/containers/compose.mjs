// Plays docker/compose.ci.yaml as a pipeline does, and reads what it left behind.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run, works } from './program.mjs'

const FILE = 'docker/compose.ci.yaml'

/** @returns the exit code of the conformance run, how many tests its JUnit file holds, and which of them failed. */
export async function playPipeline(engine, { directory, base, reportDir, saboteur = '', options = [] }) {
  const environment = {
    ...engine.environment,
    COMPOSE_PROJECT_NAME: `exwex-ci-${process.pid}`,
    BASE: base,
    REPORT_DIR: reportDir,
    SABOTEUR: saboteur,
  }
  await mkdir(reportDir, { recursive: true })
  const compose = [...engine.compose, '-f', FILE]
  try {
    const { code } = await run([...compose, 'up', ...options, '--exit-code-from', 'conform'], {
      directory,
      environment,
      quiet: process.env['EXWEX_VERBOSE'] === undefined,
      expect: [0, 1],
    })
    return { code, ...(await readJunit(join(reportDir, 'junit.xml'))) }
  } finally {
    await works([...compose, 'down', '--volumes', '--timeout', '5'], { directory, environment })
  }
}

async function readJunit(path) {
  const text = await readFile(path, 'utf8')
  const failed = [...text.matchAll(/<testcase [^>]*name="([^"]*)"><failure message="[^"]*">([^<]*)</g)]
  return {
    tests: Number(/<testsuites [^>]*tests="(\d+)"/.exec(text)?.[1]),
    failed: failed.map(([, name, what]) => `${name}. ${what.replace(/\s+/g, ' ')}`),
  }
}
