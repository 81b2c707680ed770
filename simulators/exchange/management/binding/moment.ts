import { LabError, parseInstant, type Instant } from '../../../core/index.js'
import { isMoment, textOf } from '../values.js'
import type { Kind } from './kind.js'
import { Unconvertible } from './unconvertible.js'

/** A point in time: `3/2/2026 8:00:00 AM`, `03/02/2026`, `2026-03-02 08:00`, `2026-03-02T08:00:00Z`; the servers keep UTC. */
export const moment: Kind<Instant> = {
  typeName: 'System.DateTime',
  read(value) {
    if (isMoment(value)) return value.at
    const at = momentOf(textOf(value).trim())
    if (at !== undefined) return at
    throw new Unconvertible('String was not recognized as a valid DateTime.')
  },
}

const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(am|pm)?)?$/i
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?(Z|[+-]\d\d:\d\d)?$/

function momentOf(read: string): Instant | undefined {
  const american = AMERICAN.exec(read)
  if (american !== null) {
    const [, month = '', day = '', year = '', hour = '0', minute = '0', second = '0', half = ''] = american
    return fromParts([year, month, day, hourOf(hour, half), minute, second])
  }
  const iso = ISO.exec(read)
  if (iso === null) return undefined
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', zone = 'Z'] = iso
  return fromParts([year, month, day, hour, minute, second], zone)
}

function hourOf(hour: string, half: string): string {
  if (half === '') return hour
  return String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0))
}

function fromParts(parts: readonly string[], zone = 'Z'): Instant | undefined {
  const [year = '', ...rest] = parts
  const [month, day, hour, minute, second] = rest.map((part) => part.padStart(2, '0'))
  try {
    return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  } catch (error) {
    if (error instanceof LabError) return undefined
    throw error
  }
}
