import { instant, type Instant } from '../clock/instant.js'
import { databaseClock, isDatabaseZone, ruleClock, type ZoneClock } from './clocks.js'
import { WINDOWS_ZONES } from './generated/windows-zones.js'
import { DAY_MS } from './wall-date.js'
import { databaseRules } from './database-rules.js'
import { WINDOWS_NAMES } from './windows-names.js'
import { readRuleZoneId, type ZoneRules } from './zone-rules.js'

/**
 * Time zones by Windows id (`W. Europe Standard Time`), IANA name (`Europe/Berlin`) or an id that holds rules of
 * its own (`ruleZoneId`). Wall times are given as milliseconds since 1970-01-01T00:00 on the clock of the zone,
 * so that arithmetic on them is plain.
 */
export interface Zones {
  /** True for an id that `offsetMs` and the others accept. */
  isKnown(id: string): boolean
  /** The Windows id of a zone; undefined when no Windows zone stands for it. */
  windowsId(id: string): string | undefined
  /** The rules of a zone: its own, or those that the database keeps to from 2006 on. */
  rulesOf(id: string): ZoneRules
  /** How far the zone's clock is ahead of UTC at that instant. */
  offsetMs(id: string, at: Instant): number
  toWall(id: string, at: Instant): number
  /** The first instant with that wall time; a wall time that a jump leaves out moves on by the jump. */
  fromWall(id: string, wallMs: number): Instant
}

/** What the EWS Managed API calls UTC, and the product stores as it came. @observed ews-managed-api, exchangelib issue 255 */
export const CLIENT_UTC = 'tzone://Microsoft/Utc'

const MAX_OPEN_ZONES = 1000

/** The years whose rules are told apart; those before and after keep to the nearest. @observed American zones begin in 2006 */
const YEARS_TOLD = [2006, 2037] as const

/** The one adapter to the zone database. */
export function createZones(): Zones {
  const clocks = new Map<string, ZoneClock | undefined>()
  const rules = new Map<string, ZoneRules>()
  const windowsIds = new Map<string, string>()
  for (const [windowsId, names] of Object.entries(WINDOWS_ZONES)) {
    for (const name of names.split(' ')) windowsIds.set(name, windowsId)
  }

  function clockOf(id: string): ZoneClock | undefined {
    if (!clocks.has(id)) {
      if (clocks.size >= MAX_OPEN_ZONES) clocks.clear()
      clocks.set(id, openClock(id))
    }
    return clocks.get(id)
  }

  function offsetMs(id: string, at: number): number {
    return clockOf(id)?.(at) ?? 0
  }

  function fromWall(id: string, wallMs: number): Instant {
    const before = offsetMs(id, wallMs - DAY_MS)
    const after = offsetMs(id, wallMs + DAY_MS)
    const candidates = [wallMs - before, wallMs - after]
    const exact = candidates.find((candidate) => candidate + offsetMs(id, candidate) === wallMs)
    return instant(exact ?? wallMs - before)
  }

  function rulesOf(id: string): ZoneRules {
    let known = rules.get(id)
    if (known === undefined) {
      known = readRuleZoneId(id) ?? databaseRules(zones, { id, name: zoneName(id), years: YEARS_TOLD })
      if (rules.size >= MAX_OPEN_ZONES) rules.clear()
      rules.set(id, known)
    }
    return known
  }

  const zones: Zones = {
    isKnown: (id) => clockOf(id) !== undefined,
    windowsId: (id) => (Object.hasOwn(WINDOWS_ZONES, id) ? id : windowsIds.get(id)),
    rulesOf,
    offsetMs,
    toWall: (id, at) => at + offsetMs(id, at),
    fromWall,
  }
  return zones
}

/** Whether an id is that of a zone known by name, as clients give it. */
export function isNamedZone(id: string): boolean {
  return databaseName(id) !== undefined
}

/** What a zone that is known by name is called. */
export function zoneName(id: string): string {
  if (id === CLIENT_UTC) return 'UTC'
  return Object.hasOwn(WINDOWS_NAMES, id) ? (WINDOWS_NAMES[id] ?? id) : id
}

function openClock(id: string): ZoneClock | undefined {
  const rules = readRuleZoneId(id)
  if (rules !== undefined) return ruleClock(rules)
  const name = databaseName(id)
  return name === undefined ? undefined : databaseClock(name)
}

/** What the zone database calls a zone. */
function databaseName(id: string): string | undefined {
  if (id === CLIENT_UTC) return 'UTC'
  const name = (Object.hasOwn(WINDOWS_ZONES, id) ? WINDOWS_ZONES[id]?.split(' ')[0] : undefined) ?? id
  return isDatabaseZone(name) ? name : undefined
}
