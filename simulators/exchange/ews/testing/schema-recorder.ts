import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResponseObserver } from '../http/send.js'

/** Names the directory in which a test run keeps the responses that it has seen. */
export const RECORDING = 'EXWEX_EWS_RECORDING'

/**
 * Keeps every document that answers a call, for the check at the end of the run. Equal documents are kept once.
 * Undefined outside a run that records; then nothing is kept and nothing will be checked.
 */
export function recordResponses(): ResponseObserver | undefined {
  const directory = process.env[RECORDING]
  if (directory === undefined) return undefined

  mkdirSync(directory, { recursive: true })
  return ({ operation, document }) => {
    const digest = createHash('sha256').update(document).digest('hex').slice(0, 32)
    writeFileSync(join(directory, `${operation}.${digest}.xml`), document)
  }
}
