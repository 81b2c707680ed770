import { fromUtcFields } from '../../../../core/index.js'
import type { Zones } from '../../../../core/zones/zones.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { yearlyChanges, type YearlyChange } from './yearly-changes.js'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MINUTE_MS = 60_000

/** Id and name of a zone. @inferred the name: the product has texts of its own, such as place names */
export function nameZone(zones: Zones, id: string, year: number): EwsObject {
  const { standard } = offsetsOf(zones, id, year)
  const minutes = Math.abs(standard) / MINUTE_MS
  const clock = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  return { '@Id': id, '@Name': `(UTC${standard < 0 ? '-' : '+'}${clock}) ${id}` }
}

/**
 * A `t:TimeZoneDefinition` with the rules of a year, which hold for all time here.
 * @source ews.md 4.15; @inferred that one group of rules is enough, where the product keeps the history of some zones
 */
export function defineZone(zones: Zones, id: string, year: number): EwsObject {
  const changes = yearlyChanges(zones, id, year)
  const { standard, daylight } = offsetsOf(zones, id, year)
  const periodId = (name: string): string => `trule:Microsoft/Registry/${id}/${year}-${name}`
  const period = (name: string, offsetMs: number): EwsObject => ({
    '@Bias': renderBias(-offsetMs),
    '@Name': name,
    '@Id': periodId(name),
  })
  const target = ({ offsetAfterMs }: YearlyChange): string =>
    periodId(offsetAfterMs === standard ? 'Standard' : 'Daylight')
  const always: EwsElement = { name: 'Transition', value: { To: to('Period', periodId('Standard')) } }
  const group =
    changes.length === 0 ? [always] : changes.map((change) => renderChange(change, target(change)))
  return {
    ...nameZone(zones, id, year),
    Periods: {
      Period: [period('Standard', standard), ...(changes.length === 0 ? [] : [period('Daylight', daylight)])],
    },
    TransitionsGroups: { TransitionsGroup: [{ '@Id': '0', $each: group }] },
    Transitions: { $each: [{ name: 'Transition', value: { To: to('Group', '0') } }] },
  }
}

/** What is behind in the year is standard time, whatever the law calls it. */
function offsetsOf(zones: Zones, id: string, year: number): { standard: number; daylight: number } {
  const offsets = [1, 7].map((month) => zones.offsetMs(id, fromUtcFields({ year, month })))
  return { standard: Math.min(...offsets), daylight: Math.max(...offsets) }
}

function renderChange(change: YearlyChange, periodId: string): EwsElement {
  return {
    name: 'RecurringDayTransition',
    value: {
      To: to('Period', periodId),
      TimeOffset: renderDuration(change.timeOfDayMs),
      Month: change.month,
      DayOfWeek: WEEKDAYS[change.weekday],
      Occurrence: change.occurrence,
    },
  }
}

function to(kind: 'Period' | 'Group', id: string): EwsObject {
  return { '@Kind': kind, $text: id }
}

/** Local time plus the bias is UTC: its sign is the opposite of the offset's. @source ews.md 4.15 */
function renderBias(biasMs: number): string {
  return `${biasMs < 0 ? '-' : ''}${renderDuration(Math.abs(biasMs))}`
}

function renderDuration(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / MINUTE_MS / 60), (ms / MINUTE_MS) % 60]
  const parts = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}`
  return parts === '' ? 'PT0S' : `PT${parts}`
}
