import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { newId } from '../time-and-chance/chance.js'

/** The JSON in a file, or null when there is none. */
export function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** Writes JSON beside the file and renames it into place, so that a reader never sees half of it. Readable by us alone. */
export function writeJson(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${newId()}`
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 })
  renameSync(draft, path)
}

/** Names what a file holds now: another text after every change by `writeJson`, by whomever; null when there is no file. */
export function fileVersion(path: string): string | null {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false })
  return facts === undefined ? null : `${facts.ino}/${facts.mtimeNs}`
}
