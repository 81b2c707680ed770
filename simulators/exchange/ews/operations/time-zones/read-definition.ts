import { parseInstant } from '../../../../core/index.js'
import { ruleZoneId, type Era, type YearlyChange, type ZoneRules } from '../../../../core/zones/zone-rules.js'
import { isNamedZone } from '../../../../core/zones/zones.js'
import { WEEKDAYS } from '../../../calendar/recurrence/pattern.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { child, list, members, text, valueOf } from '../request-parts.js'
import { parseDuration } from './durations.js'

/**
 * The id of the zone that a `t:TimeZoneDefinition` means: one that is known by its id is that zone, whatever the
 * definition says; any other is a zone of its own by its periods and transitions. Undefined for an unknown id
 * without a definition and for a definition that is not whole (`ErrorTimeZone`).
 * @observed ews-managed-api issues 74 and 161: a definition with a missing period is refused
 */
export function definedZone(definition: EwsObject): string | undefined {
  const id = text(definition, '@Id') ?? ''
  if (isNamedZone(id)) return id
  const rules = readDefinition(definition)
  return rules === undefined ? undefined : ruleZoneId(rules)
}

/** The offset of each period and the transitions of each group, by id. */
interface Parts {
  readonly offsets: ReadonlyMap<string, number>
  readonly groups: ReadonlyMap<string, readonly EwsElement[]>
}

export function readDefinition(definition: EwsObject): ZoneRules | undefined {
  const offsets = readPeriods(definition)
  if (offsets === undefined || offsets.size === 0) return undefined
  const groups = new Map(
    list(child(definition, 'TransitionsGroups'), 'TransitionsGroup').map((group) => [
      text(group, '@Id') ?? '',
      members(group),
    ]),
  )
  const eras = readEras(definition, { offsets, groups })
  if (eras === undefined) return undefined
  return { id: text(definition, '@Id') ?? '', name: text(definition, '@Name') ?? '', eras }
}

function readPeriods(definition: EwsObject): ReadonlyMap<string, number> | undefined {
  const periods = list(child(definition, 'Periods'), 'Period').map(
    (period) => [text(period, '@Id') ?? '', parseDuration(text(period, '@Bias'))] as const,
  )
  const read = periods.flatMap(([id, bias]) => (bias === undefined ? [] : [[id, 0 - bias] as const]))
  return read.length === periods.length ? new Map(read) : undefined
}

/** Transitions may be left out where there is no choice: one group then, or no group and one period. */
function readEras(definition: EwsObject, parts: Parts): readonly Era[] | undefined {
  const transitions = members(child(definition, 'Transitions'))
  const [onlyGroup, ...more] = parts.groups.values()
  if (transitions.length === 0 && more.length > 0) return undefined
  if (transitions.length === 0 && onlyGroup === undefined) {
    const [offsetMs, ...others] = parts.offsets.values()
    return offsetMs === undefined || others.length > 0 ? undefined : [{ offsetMs, changes: [] }]
  }
  const eras =
    transitions.length === 0
      ? [eraOf(onlyGroup ?? [], parts.offsets)]
      : transitions.map((transition, index) => readEra(transition, index, parts))
  return all(eras)
}

function readEra({ name, value }: EwsElement, index: number, { offsets, groups }: Parts): Era | undefined {
  const transition = valueOf({ name, value })
  const target = targetOf(transition)
  const era =
    target?.kind === 'Period'
      ? eraOf([{ name, value: transition }], offsets)
      : eraOf(groups.get(target?.id ?? '') ?? [], offsets)
  if (index === 0) return name === 'Transition' ? era : undefined
  const fromWallMs = name === 'AbsoluteDateTransition' ? parseWall(text(transition, 'DateTime')) : undefined
  return era === undefined || fromWallMs === undefined ? undefined : { fromWallMs, ...era }
}

/** A group: a transition to the period that always holds, or yearly ones between two. */
function eraOf(group: readonly EwsElement[], offsets: ReadonlyMap<string, number>): Era | undefined {
  const [first] = group
  if (first === undefined) return undefined
  if (group.length === 1 && !first.name.startsWith('Recurring')) {
    const offsetMs = offsets.get(targetOf(valueOf(first))?.id ?? '')
    return offsetMs === undefined ? undefined : { offsetMs, changes: [] }
  }
  const changes = all(group.map((transition) => readChange(transition, offsets)))
  if (changes?.length !== 2) return undefined
  return {
    offsetMs: Math.min(...changes.map(({ offsetAfterMs }) => offsetAfterMs)),
    changes: changes.toSorted((a, b) => a.month - b.month),
  }
}

function readChange(
  { name, value }: EwsElement,
  offsets: ReadonlyMap<string, number>,
): YearlyChange | undefined {
  const change = valueOf({ name, value })
  const target = targetOf(change)
  const offsetAfterMs = target?.kind === 'Period' ? offsets.get(target.id) : undefined
  const timeOfDayMs = parseDuration(text(change, 'TimeOffset'))
  const month = Number(change['Month'])
  const on = name === 'RecurringDateTransition' ? dayOf(change) : weekdayOf(name, change)
  if (offsetAfterMs === undefined || timeOfDayMs === undefined || on === undefined) return undefined
  return month >= 1 && month <= 12 ? { month, on, timeOfDayMs, offsetAfterMs } : undefined
}

function dayOf(change: EwsObject): YearlyChange['on'] | undefined {
  const day = Number(change['Day'])
  return day >= 1 && day <= 31 ? { day } : undefined
}

function weekdayOf(name: string, change: EwsObject): YearlyChange['on'] | undefined {
  const weekday = WEEKDAYS.indexOf(text(change, 'DayOfWeek') ?? '')
  const occurrence = Number(change['Occurrence'])
  if (name !== 'RecurringDayTransition' || weekday === -1) return undefined
  if (occurrence >= 1 && occurrence <= 4) return { weekday, occurrence }
  return occurrence === -1 || occurrence === 5 ? { weekday, occurrence: -1 } : undefined
}

function targetOf(transition: EwsObject): { readonly kind: string; readonly id: string } | undefined {
  const target = child(transition, 'To')
  return target === undefined
    ? undefined
    : { kind: text(target, '@Kind') ?? '', id: text(target, '$text') ?? '' }
}

/** A wall time; what is written with a zone is taken without it. */
function parseWall(written: string | undefined): number | undefined {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(written?.trim() ?? '')?.[0]
  return wall === undefined ? undefined : parseInstant(`${wall}Z`)
}

function all<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const present = values.filter((value) => value !== undefined)
  return present.length === values.length ? present : undefined
}
