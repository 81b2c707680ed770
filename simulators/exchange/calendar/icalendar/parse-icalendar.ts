import ICAL from 'ical.js'

/** A component as the parser gives it; names of components, properties and parameters in lower case. */
export interface IcalComponent {
  readonly name: string
  readonly properties: readonly IcalProperty[]
  readonly components: readonly IcalComponent[]
}

export interface IcalProperty {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  /** `text`, `date`, `date-time`, `duration`, `recur`, `utc-offset`, …; `unknown` for `X-` properties. */
  readonly type: string
  /** Dates as `2026-03-04`, times as `2026-03-04T09:00:00` with `Z` where they are in UTC. */
  readonly values: readonly (string | IcalRule)[]
}

/** An `RRULE` by its parts in lower case; numbers as numbers, several values as an array. */
export type IcalRule = Readonly<Record<string, string | number | readonly (string | number)[]>>

/** The one adapter to the iCalendar library. Undefined for what is not iCalendar. */
export function parseIcalendar(text: string): IcalComponent | undefined {
  try {
    const parsed = ICAL.parse(text.replace(/^\ufeff/, '')) as Jcal | readonly Jcal[] | readonly []
    const [first] = typeof parsed[0] === 'string' ? [parsed as Jcal] : (parsed as readonly Jcal[])
    return first?.[0] === 'vcalendar' ? componentOf(first) : undefined
  } catch {
    // whatever the library stumbles over is the client's mistake, and told as such
    return undefined
  }
}

/** @source RFC 7265 */
type Jcal = readonly [string, readonly JcalProperty[], readonly Jcal[]]
type JcalProperty = readonly [
  string,
  Readonly<Record<string, string | readonly string[]>>,
  string,
  ...(string | IcalRule)[],
]

function componentOf([name, properties, components]: Jcal): IcalComponent {
  return { name, properties: properties.map(propertyOf), components: components.map(componentOf) }
}

function propertyOf([name, parameters, type, ...values]: JcalProperty): IcalProperty {
  const single = Object.entries(parameters).map(([key, value]) => [key, String(value)] as const)
  return { name, parameters: Object.fromEntries(single), type, values }
}

export function propertiesNamed(component: IcalComponent, name: string): readonly IcalProperty[] {
  return component.properties.filter((property) => property.name === name)
}

export function propertyNamed(component: IcalComponent, name: string): IcalProperty | undefined {
  return component.properties.find((property) => property.name === name)
}

/** The first value of a property as text; the parser leaves that of `X-` properties escaped. */
export function textValue({ values: [value], type }: IcalProperty): string {
  if (value === undefined || typeof value === 'object') return ''
  return type === 'unknown' ? unescapeText(value) : String(value)
}

export function textOfProperty(component: IcalComponent, name: string): string | undefined {
  const property = propertyNamed(component, name)
  return property === undefined ? undefined : textValue(property)
}

function unescapeText(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_whole, character: string) =>
    character.toLowerCase() === 'n' ? '\n' : character,
  )
}
