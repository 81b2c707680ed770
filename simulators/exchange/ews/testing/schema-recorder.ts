import type { ResponseObserver } from '../http/observer.js'
import { recordDocuments } from '../record-documents.js'

/** Names the directory in which a test run keeps the requests and responses that it has seen. */
export const RECORDING = 'EXWEX_EWS_RECORDING'

/**
 * Keeps every document that comes and goes, for the check at the end of the run. Undefined outside a run that
 * records; then nothing is kept and nothing will be checked.
 */
export function recordResponses(): ResponseObserver | undefined {
  const directory = process.env[RECORDING]
  return directory === undefined ? undefined : recordDocuments(directory)
}
