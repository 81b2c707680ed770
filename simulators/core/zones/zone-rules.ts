/** A change of clock that happens every year. */
export interface YearlyChange {
  /** 1 to 12. */
  readonly month: number
  /** On a weekday of the month, 0 for Sunday: its first to fourth, or its last (-1). Else on a day of the month. */
  readonly on: { readonly weekday: number; readonly occurrence: number } | { readonly day: number }
  /** Time of day on the clock as it was before. */
  readonly timeOfDayMs: number
  readonly offsetAfterMs: number
}

/** A span of time in which a zone keeps to the same rules. */
export interface Era {
  /** When it begins, on the clock as it was before; absent on the first, which has no beginning. */
  readonly fromWallMs?: number
  /** How far the clock is ahead of UTC where it never changes, and its standard time where it does. */
  readonly offsetMs: number
  /** None or two, in the order of the year. */
  readonly changes: readonly YearlyChange[]
}

/** The rules of a zone as data. */
export interface ZoneRules {
  readonly id: string
  readonly name: string
  readonly eras: readonly Era[]
}

const PREFIX = 'rules:'

/**
 * The id of a zone that brings its own rules, as a client defines one: it holds the rules, so that a record
 * that names the zone needs nothing else.
 */
export function ruleZoneId({ id, name, eras }: ZoneRules): string {
  return `${PREFIX}${JSON.stringify([id, name, eras.map(packEra)])}`
}

/** The rules that an id of `ruleZoneId` holds; undefined for any other id. */
export function readRuleZoneId(id: string): ZoneRules | undefined {
  if (!isRuleZoneId(id)) return undefined
  const [own, name, eras] = JSON.parse(id.slice(PREFIX.length)) as [string, string, PackedEra[]]
  return { id: own, name, eras: eras.map(unpackEra) }
}

export function isRuleZoneId(id: string): boolean {
  return id.startsWith(PREFIX)
}

type PackedEra = readonly [from: number | null, offset: number, ...changes: PackedChange[]]
type PackedChange = readonly [
  month: number,
  weekday: number | null,
  place: number,
  time: number,
  offset: number,
]

function packEra({ fromWallMs, offsetMs, changes }: Era): PackedEra {
  return [fromWallMs ?? null, offsetMs, ...changes.map(packChange)]
}

function packChange({ month, on, timeOfDayMs, offsetAfterMs }: YearlyChange): PackedChange {
  const [weekday, place] = 'day' in on ? [null, on.day] : [on.weekday, on.occurrence]
  return [month, weekday, place, timeOfDayMs, offsetAfterMs]
}

function unpackEra([from, offsetMs, ...changes]: PackedEra): Era {
  return { ...(from === null ? {} : { fromWallMs: from }), offsetMs, changes: changes.map(unpackChange) }
}

function unpackChange([month, weekday, place, timeOfDayMs, offsetAfterMs]: PackedChange): YearlyChange {
  return {
    month,
    on: weekday === null ? { day: place } : { weekday, occurrence: place },
    timeOfDayMs,
    offsetAfterMs,
  }
}
