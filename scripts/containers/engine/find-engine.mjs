// Docker where it runs, else a podman of our own, else the reason why there is none.
import { findDocker } from './docker.mjs'
import { installMissing, missingPackages } from './packages.mjs'
import { startPodman } from './podman.mjs'

/** @returns the engine, or the reason why there is none. */
export async function findEngine() {
  const docker = await findDocker()
  if (docker !== undefined) return { engine: docker }
  if (process.platform !== 'linux') return { reason: 'No Docker engine answers.' }
  if (process.getuid?.() !== 0)
    return { reason: 'No Docker engine answers, and podman is used by root only.' }
  await installMissing()
  const missing = missingPackages()
  if (missing.length > 0)
    return { reason: `No Docker engine answers, and podman lacks these packages: ${missing.join(' ')}.` }
  return { engine: await startPodman() }
}

/** Says loudly that nothing was checked. On a CI system that is a failure, elsewhere it is not. */
export function sayUnavailable(reason) {
  const isCi = process.env['CI'] === 'true'
  const verdict = isCi ? 'This is a failure, because CI=true.' : 'Set CI=true to make this a failure.'
  const bar = '!'.repeat(100)
  console.error(`${bar}\n! The containers were NOT checked. ${reason}\n! ${verdict}\n${bar}`)
  return isCi ? 1 : 0
}
