import { formatSeconds, type Instant } from '../../core/index.js'

/** Something that a cmdlet gave: what kind it is of, and its properties in the order in which they are listed. */
export interface ShellObject {
  readonly kind: 'object'
  /** `Mailbox`, as the cmdlets name it. */
  readonly type: string
  /** What another cmdlet finds the same thing by, whatever its name is. */
  readonly identity?: string
  readonly properties: Readonly<Record<string, ShellValue>>
}

/** A point in time. */
export interface Moment {
  readonly kind: 'moment'
  readonly at: Instant
}

/** A text that nobody is shown. */
export interface Secret {
  readonly kind: 'secret'
  readonly text: string
}

/** `@{Add='x'}` */
export interface ValueTable {
  readonly kind: 'table'
  readonly entries: ReadonlyMap<string, ShellValue>
}

/** `{ … }`: a filter or commands, which whoever takes it reads. */
export interface Block {
  readonly kind: 'block'
  readonly text: string
}

/** Everything that a variable, a parameter or a property can hold. */
export type ShellValue =
  | null
  | boolean
  | string
  | number
  | Moment
  | Secret
  | ValueTable
  | Block
  | ShellObject
  | readonly ShellValue[]

export function isList(value: ShellValue | undefined): value is readonly ShellValue[] {
  return Array.isArray(value)
}

export function isObject(value: ShellValue): value is ShellObject {
  return isOfKind(value, 'object')
}

export function isTable(value: ShellValue): value is ValueTable {
  return isOfKind(value, 'table')
}

export function isBlock(value: ShellValue): value is Block {
  return isOfKind(value, 'block')
}

export function isSecret(value: ShellValue): value is Secret {
  return isOfKind(value, 'secret')
}

export function isMoment(value: ShellValue): value is Moment {
  return isOfKind(value, 'moment')
}

function isOfKind(value: ShellValue, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}

/** The members of a list; a single value is a list of one, and nothing of none. */
export function eachOf(value: ShellValue): readonly ShellValue[] {
  if (isList(value)) return value
  return value === null ? [] : [value]
}

/** A property by its name in any case; null for one that there is not. */
export function propertyOf(object: ShellObject, name: string): ShellValue {
  const wanted = name.toLowerCase()
  for (const [key, value] of Object.entries(object.properties)) if (key.toLowerCase() === wanted) return value
  return null
}

/** What a value is as a text: how it stands in lists, tables and double quotes. */
export function textOf(value: ShellValue): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (isList(value)) return value.length === 0 ? '{}' : `{${value.map(textOf).join(', ')}}`
  switch (value.kind) {
    case 'moment':
      return momentText(value.at)
    case 'secret':
      return 'System.Security.SecureString'
    case 'table':
      return 'System.Collections.Hashtable'
    case 'block':
      return value.text
    case 'object':
      return textOf(propertyOf(value, 'Name') ?? propertyOf(value, 'Identity'))
  }
}

/** `3/2/2026 8:00:00 AM`, as an American console shows it; the servers of the lab keep UTC. */
export function momentText(at: Instant): string {
  const [year = '', month = '', day = ''] = formatSeconds(at).slice(0, 10).split('-')
  const [hour = '', minute = '', second = ''] = formatSeconds(at).slice(11, 19).split(':')
  const half = Number(hour) < 12 ? 'AM' : 'PM'
  return `${Number(month)}/${Number(day)}/${year} ${Number(hour) % 12 || 12}:${minute}:${second} ${half}`
}
