import type { Zones } from '../../../core/zones/zones.js'
import { ruleZoneId, type Era, type YearlyChange, type ZoneRules } from '../../../core/zones/zone-rules.js'
import { line } from './content-line.js'
import { propertyNamed, textOfProperty, type IcalComponent, type IcalRule } from './parse-icalendar.js'
import { parseWall } from './wall-time.js'
import { utcFields, instant } from '../../../core/index.js'
import { midnight, weekday } from '../recurrence/wall-date.js'

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** What a zone is called in a `TZID`. Names of the zone database become those of Windows. @inferred */
export function tzid(zones: Zones, zone: string): string {
  return zones.windowsId(zone) ?? zones.rulesOf(zone).id
}

/** The `VTIMEZONE` of a zone by the rules that hold at a time. @observed in content that Exchange writes */
export function writeZone(zones: Zones, zone: string, wallMs: number): readonly string[] {
  const era = eraAt(zones.rulesOf(zone), wallMs)
  const [toDaylight, toStandard] = orderedChanges(era)
  return [
    'BEGIN:VTIMEZONE',
    line('TZID', tzid(zones, zone)),
    ...writeChange('STANDARD', toStandard, [toDaylight?.offsetAfterMs ?? era.offsetMs, era.offsetMs]),
    ...writeChange('DAYLIGHT', toDaylight, [era.offsetMs, toDaylight?.offsetAfterMs ?? era.offsetMs]),
    'END:VTIMEZONE',
  ]
}

function eraAt({ eras }: ZoneRules, wallMs: number): Era {
  const begun = eras.filter(({ fromWallMs = -Infinity }) => fromWallMs <= wallMs)
  return begun.at(-1) ?? eras[0] ?? { offsetMs: 0, changes: [] }
}

/** The change away from the standard time, and the one back to it. */
function orderedChanges({ changes, offsetMs }: Era): readonly (YearlyChange | undefined)[] {
  const back = changes.find(({ offsetAfterMs }) => offsetAfterMs === offsetMs)
  return [changes.find((change) => change !== back), back]
}

function writeChange(
  name: string,
  change: YearlyChange | undefined,
  [from, to]: readonly [number, number],
): readonly string[] {
  const seconds = Math.round((change?.timeOfDayMs ?? 0) / 1000)
  const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => two(Math.floor(part)))
    .join('')
  return [
    `BEGIN:${name}`,
    `DTSTART:16010101T${time}`,
    `TZOFFSETFROM:${formatOffset(from)}`,
    `TZOFFSETTO:${formatOffset(to)}`,
    ...(change === undefined
      ? []
      : [`RRULE:FREQ=YEARLY;INTERVAL=1;${formatDay(change)};BYMONTH=${change.month}`]),
    `END:${name}`,
  ]
}

function formatDay({ on }: YearlyChange): string {
  if ('day' in on) return `BYMONTHDAY=${on.day}`
  return `BYDAY=${on.occurrence}${DAYS[on.weekday]}`
}

function formatOffset(ms: number): string {
  const minutes = Math.abs(ms) / 60_000
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(Math.floor(minutes % 60))}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/**
 * The zone that a `TZID` means: one known by that name, else the definition that comes along, else undefined.
 * The definition of a known zone is not looked at. @inferred
 */
export function readZone(zones: Zones, calendar: IcalComponent, id: string): string | undefined {
  if (zones.isKnown(id)) return zones.windowsId(id) ?? id
  const definition = calendar.components.find(
    (component) => component.name === 'vtimezone' && textOfProperty(component, 'tzid') === id,
  )
  return definition === undefined ? undefined : readDefinition(id, definition)
}

function readDefinition(id: string, definition: IcalComponent): string | undefined {
  const standard = latest(definition, 'standard')
  const daylight = latest(definition, 'daylight')
  const offsetMs = offsetOf(standard ?? daylight)
  if (offsetMs === undefined) return undefined
  const changes = [standard, daylight].map(readChange)
  const [back, away] = changes
  const isFixed = back === undefined || away === undefined || back.offsetAfterMs === away.offsetAfterMs
  const yearly = isFixed ? [] : [back, away].sort((a, b) => a.month - b.month)
  return ruleZoneId({ id, name: id, eras: [{ offsetMs, changes: yearly }] })
}

/** The rules in force: those that began last. */
function latest(definition: IcalComponent, name: string): IcalComponent | undefined {
  const found = definition.components.filter((component) => component.name === name)
  return found.sort((a, b) => (startOf(a) ?? 0) - (startOf(b) ?? 0)).at(-1)
}

function startOf(component: IcalComponent): number | undefined {
  return parseWall(textOfProperty(component, 'dtstart') ?? '')
}

function offsetOf(component: IcalComponent | undefined): number | undefined {
  const written = component === undefined ? undefined : textOfProperty(component, 'tzoffsetto')
  const fields = /^([+-])(\d\d):?(\d\d)/.exec(written ?? '')
  if (fields === null) return undefined
  const ms = (Number(fields[2]) * 60 + Number(fields[3])) * 60_000
  return fields[1] === '-' ? -ms : ms
}

/** A change without a rule is repeated on the weekday of the month on which it was. */
function readChange(component: IcalComponent | undefined): YearlyChange | undefined {
  const start = component === undefined ? undefined : startOf(component)
  const offsetAfterMs = offsetOf(component)
  if (component === undefined || start === undefined || offsetAfterMs === undefined) return undefined
  const { month, day } = utcFields(instant(start))
  const rule = propertyNamed(component, 'rrule')?.values[0]
  const read = typeof rule === 'object' ? rule : {}
  return {
    month: Number(read['bymonth'] ?? month),
    on: readDay(read) ?? { weekday: weekday(start), occurrence: day > 28 ? -1 : Math.ceil(day / 7) },
    timeOfDayMs: start - midnight(start),
    offsetAfterMs,
  }
}

/** `1SU`, `SU` of the days 8 to 14, or a day of the month. */
function readDay({ byday, bymonthday }: IcalRule): YearlyChange['on'] | undefined {
  const days = [bymonthday ?? []].flat().map(Number)
  const fields = /^([+-]?\d)?([A-Z]{2})$/.exec(String([byday ?? ''].flat()[0]))
  const dayOfWeek = DAYS.indexOf(fields?.[2] ?? '')
  if (dayOfWeek >= 0) {
    const occurrence = Number(fields?.[1] ?? (days.length > 0 ? Math.ceil(Math.min(...days) / 7) : 1))
    return { weekday: dayOfWeek, occurrence: occurrence > 4 || occurrence < 0 ? -1 : occurrence }
  }
  return days[0] === undefined ? undefined : { day: days[0] }
}
