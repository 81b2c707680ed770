// Whether a lab answers: the image's health probe, and with "--within SECONDS" a wait for a lab that is starting.
import { setTimeout as sleep } from 'node:timers/promises'

const admin = process.env.EXWEX_ADMIN ?? 'http://127.0.0.1:7070'
const within = process.argv.indexOf('--within')
const boundMs = within < 0 ? 0 : Number(process.argv[within + 1]) * 1000

async function answers() {
  const answer = await fetch(`${admin}/v1/health`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => undefined,
  )
  return answer?.ok === true
}

let healthy = await answers()
while (!healthy && performance.now() < boundMs) {
  await sleep(200)
  healthy = await answers()
}
if (!healthy) console.error(`No lab answers at ${admin}.`)
process.exit(healthy ? 0 : 1)
