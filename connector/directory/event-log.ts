import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../time-and-chance/clock.js'
import { formatInstant } from '../time-and-chance/instants.js'

const ACTIONS = [
  ...(['added', 'restored', 'modified', 'deleted', 'erased', 'photo'] as const),
  ...(['failed', 'run-started', 'run-finished', 'run-failed', 'run-stopped'] as const),
  ...(['became-active', 'became-standby', 'alarm-raised', 'alarm-cleared'] as const),
] as const

const event = z.strictObject({
  at: z.string(),
  action: z.enum(ACTIONS),
  /** To whom; null for what concerns nobody in particular. */
  uid: z.string().nullable(),
  guid: z.string().nullable(),
  /** By which rule, or what went wrong. Never a secret. */
  because: z.string(),
})

/** One line of the event viewer: what was done to whom, when, and why. @source hybrid-calendar.md HD-009 */
export type SyncEvent = Readonly<z.output<typeof event>>

type NewEvent = Pick<SyncEvent, 'action' | 'because'> & Partial<Pick<SyncEvent, 'uid' | 'guid'>>

export interface EventLog {
  write(event: NewEvent): void
  /** The last of them, newest first. */
  latest(count: number): readonly SyncEvent[]
}

/** A file of a later size is kept once, under another name. */
const MAX_BYTES = 4_194_304
const REMEMBERED = 500

/** The log as lines of JSON in a file, readable by us alone; `listen` hears of each line. */
export function createEventLog(
  path: string,
  clock: Clock,
  listen: (event: SyncEvent) => void = () => undefined,
): EventLog {
  mkdirSync(dirname(path), { recursive: true })
  const recent = readLines(path)
  return {
    write: ({ action, because, uid = null, guid = null }) => {
      const line: SyncEvent = { at: formatInstant(clock.now()), action, uid, guid, because }
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(path, `${path}.1`)
      appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 })
      recent.push(line)
      if (recent.length > REMEMBERED) recent.shift()
      listen(line)
    },
    latest: (count) => recent.slice(-count).reverse(),
  }
}

/** A line that was cut off when the machine went down is no event. */
function readLines(path: string): SyncEvent[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(-REMEMBERED - 1)
    .flatMap((line) => {
      try {
        return [event.parse(JSON.parse(line))]
      } catch {
        return []
      }
    })
}
