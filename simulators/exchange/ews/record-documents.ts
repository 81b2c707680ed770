import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResponseObserver, SeenRequest } from './http/observer.js'

/** The folders of a recording beside the answers to calls. */
export const REQUESTS = 'requests'
export const FRAMES = 'frames'

/**
 * Keeps every EWS document that answers a call as a file of a folder, named by its operation; equal ones once.
 * The requests are in `requests`, with what the tables said of them; what answers a stream is in `frames`.
 */
export function recordDocuments(directory: string): ResponseObserver {
  for (const folder of [REQUESTS, FRAMES]) mkdirSync(join(directory, folder), { recursive: true })

  function keep(folder: string, name: string, document: string): void {
    const digest = createHash('sha256').update(document).digest('hex').slice(0, 32)
    writeFileSync(join(directory, folder, `${name}.${digest}.xml`), document)
  }

  return ({ operation, document, isFrame, request }) => {
    keep(isFrame ? FRAMES : '.', operation, document)
    if (request.document !== '')
      keep(REQUESTS, `${operation}.${verdictOf(request, document)}`, request.document)
  }
}

export type Verdict = 'accepted' | 'refused' | 'unjudged'

/** Unjudged is a request that was answered before its body was compared with the schema. */
function verdictOf({ isValid }: SeenRequest, answer: string): Verdict {
  if (isValid === true) return 'accepted'
  return isValid === false || answer.includes('>a:ErrorSchemaValidation</faultcode>') ? 'refused' : 'unjudged'
}
