import { IANAZone } from 'luxon'
import { instant, type Instant } from '../clock/instant.js'
import { WINDOWS_ZONES } from './generated/windows-zones.js'

/**
 * Time zones by Windows id (`W. Europe Standard Time`) or IANA name (`Europe/Berlin`). Wall times are given as
 * milliseconds since 1970-01-01T00:00 on the clock of the zone, so that arithmetic on them is plain.
 */
export interface Zones {
  /** True for an id that `offsetMs` and the others accept. */
  isKnown(id: string): boolean
  /** The Windows id of a zone; undefined when no Windows zone stands for it. */
  windowsId(id: string): string | undefined
  /** How far the zone's clock is ahead of UTC at that instant. */
  offsetMs(id: string, at: Instant): number
  toWall(id: string, at: Instant): number
  /** The first instant with that wall time; a wall time that a jump leaves out moves on by the jump. */
  fromWall(id: string, wallMs: number): Instant
}

/** Offsets change at whole quarters of an hour only. @inferred from the zone database since 1970 */
const QUARTER_MS = 900_000
const MAX_CACHED_QUARTERS = 50_000

/** The one adapter to the zone database, which it asks once for each quarter of an hour it meets. */
export function createZones(): Zones {
  const zones = new Map<string, IANAZone | undefined>()
  const offsets = new Map<string, number>()
  const windowsIds = new Map<string, string>()
  for (const [windowsId, names] of Object.entries(WINDOWS_ZONES)) {
    for (const name of names.split(' ')) windowsIds.set(name, windowsId)
  }

  function find(id: string): IANAZone | undefined {
    if (!zones.has(id)) {
      const name = WINDOWS_ZONES[id]?.split(' ')[0] ?? id
      zones.set(id, IANAZone.isValidZone(name) ? IANAZone.create(name) : undefined)
    }
    return zones.get(id)
  }

  function offsetMs(id: string, at: number): number {
    const quarter = Math.floor(at / QUARTER_MS)
    const key = `${id} ${quarter}`
    let offset = offsets.get(key)
    if (offset === undefined) {
      offset = (find(id)?.offset(quarter * QUARTER_MS) ?? 0) * 60_000
      if (offsets.size >= MAX_CACHED_QUARTERS) offsets.clear()
      offsets.set(key, offset)
    }
    return offset
  }

  function fromWall(id: string, wallMs: number): Instant {
    const before = offsetMs(id, wallMs - 86_400_000)
    const after = offsetMs(id, wallMs + 86_400_000)
    const candidates = [wallMs - before, wallMs - after]
    const exact = candidates.find((candidate) => candidate + offsetMs(id, candidate) === wallMs)
    return instant(exact ?? wallMs - before)
  }

  return {
    isKnown: (id) => find(id) !== undefined,
    windowsId: (id) => (id in WINDOWS_ZONES ? id : windowsIds.get(id)),
    offsetMs,
    toWall: (id, at) => at + offsetMs(id, at),
    fromWall,
  }
}
