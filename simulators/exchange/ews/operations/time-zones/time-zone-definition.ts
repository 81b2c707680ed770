import { formatSeconds, instant } from '../../../../core/index.js'
import type { Era, YearlyChange, ZoneRules } from '../../../../core/zones/zone-rules.js'
import { CLIENT_UTC } from '../../../../core/zones/zones.js'
import { WEEKDAYS } from '../../../calendar/recurrence/pattern.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { renderDuration } from './durations.js'

/** Id and name of a zone. */
export function nameZone({ id, name }: Pick<ZoneRules, 'id' | 'name'>): EwsObject {
  return { '@Id': id, '@Name': name }
}

/**
 * A `t:TimeZoneDefinition` in full: periods, groups of rules that each hold from a certain year, and when they do.
 * @source ews.md 4.15; captures in ews-managed-api issues 148 and 158, exchangelib issue 310
 */
export function defineZone(rules: ZoneRules): EwsObject {
  let definition = definitions.get(rules)
  if (definition === undefined) definitions.set(rules, (definition = definitionOf(rules)))
  return definition
}

/** Meetings are full of them: what is written of the same rules is made once. */
const definitions = new WeakMap<ZoneRules, EwsObject>()

function definitionOf(rules: ZoneRules): EwsObject {
  const eras = labelled(rules)
  const transition = ({ fromWallMs }: Era, index: number): EwsElement => {
    const target = { To: to('Group', String(index)) }
    if (fromWallMs === undefined) return { name: 'Transition', value: target }
    const from = formatSeconds(instant(fromWallMs)).replace('Z', '')
    return { name: 'AbsoluteDateTransition', value: { ...target, DateTime: from } }
  }
  return {
    ...nameZone(rules),
    Periods: { Period: eras.flatMap(periodsOf) },
    TransitionsGroups: {
      TransitionsGroup: eras.map((era, index) => ({ '@Id': String(index), $each: groupOf(era) })),
    },
    Transitions: { $each: rules.eras.map(transition) },
  }
}

interface Labelled extends Era {
  /** The ids of the era's periods. */
  readonly standard: string
  readonly daylight: string
  readonly standardName: string
}

/**
 * The product names periods by the year from which they hold: `1` in a zone whose rules never changed, and before
 * the first change the year before it. @observed captures; @inferred the date where one year has several
 */
function labelled({ id, eras }: ZoneRules): readonly Labelled[] {
  const used = new Set<string>()
  return eras.map((era, index) => {
    const date = formatSeconds(instant((index === 0 ? eras[1] : era)?.fromWallMs ?? 0)).slice(0, 10)
    const year = Number(date.slice(0, 4))
    const wanted = eras.length === 1 ? '1' : String(index === 0 ? year - 1 : year)
    const label = used.has(wanted) ? date.replaceAll('-', '') : wanted
    used.add(label)
    const prefix = `trule:Microsoft/Registry/${id}/${label}`
    return id === CLIENT_UTC
      ? { ...era, standard: 'tzrule://Microsoft/UtcRule', daylight: '', standardName: 'UTC rule' }
      : { ...era, standard: `${prefix}-Standard`, daylight: `${prefix}-Daylight`, standardName: 'Standard' }
  })
}

/** Local time plus the bias is UTC: its sign is the opposite of the offset's. @source ews.md 4.15 */
function periodsOf({ offsetMs, changes, standard, daylight, standardName }: Labelled): readonly EwsObject[] {
  const ahead = changes.find(({ offsetAfterMs }) => offsetAfterMs !== offsetMs)
  return [
    { '@Bias': renderDuration(-offsetMs), '@Name': standardName, '@Id': standard },
    ...(ahead === undefined
      ? []
      : [{ '@Bias': renderDuration(-ahead.offsetAfterMs), '@Name': 'Daylight', '@Id': daylight }]),
  ]
}

function groupOf({ offsetMs, changes, standard, daylight }: Labelled): readonly EwsElement[] {
  if (changes.length === 0) return [{ name: 'Transition', value: { To: to('Period', standard) } }]
  return changes.map((change) =>
    renderChange(change, change.offsetAfterMs === offsetMs ? standard : daylight),
  )
}

function renderChange({ timeOfDayMs, month, on }: YearlyChange, periodId: string): EwsElement {
  const value = { To: to('Period', periodId), TimeOffset: renderDuration(timeOfDayMs), Month: month }
  return 'day' in on
    ? { name: 'RecurringDateTransition', value: { ...value, Day: on.day } }
    : {
        name: 'RecurringDayTransition',
        value: { ...value, DayOfWeek: WEEKDAYS[on.weekday], Occurrence: on.occurrence },
      }
}

function to(kind: 'Period' | 'Group', id: string): EwsObject {
  return { '@Kind': kind, $text: id }
}
