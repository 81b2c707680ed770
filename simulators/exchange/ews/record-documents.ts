import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResponseObserver } from './http/send.js'

/** Keeps every EWS document that answers a call as a file of a folder, named by its operation; equal ones once. */
export function recordDocuments(directory: string): ResponseObserver {
  mkdirSync(directory, { recursive: true })
  return ({ operation, document }) => {
    const digest = createHash('sha256').update(document).digest('hex').slice(0, 32)
    writeFileSync(join(directory, `${operation}.${digest}.xml`), document)
  }
}
