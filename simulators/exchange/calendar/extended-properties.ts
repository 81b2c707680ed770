import type { ErrorCode } from '../ews/error-texts.js'
import { text } from '../ews/operations/request-parts.js'
import type { EwsObject } from '../ews/tree.js'
import { canonicalValue } from './extended-values.js'
import type { ExtendedValue } from './item.js'

/** The property sets that have a name of their own. @source ews.md 3.2, MS-OXPROPS 1.3.2 */
const PROPERTY_SETS: Readonly<Record<string, string>> = {
  Meeting: '6ed8da90-450b-101b-98da-00aa003f1305',
  Appointment: '00062002-0000-0000-c000-000000000046',
  Common: '00062008-0000-0000-c000-000000000046',
  PublicStrings: '00020329-0000-0000-c000-000000000046',
  Address: '00062004-0000-0000-c000-000000000046',
  InternetHeaders: '00020386-0000-0000-c000-000000000046',
  CalendarAssistant: '11000e07-b51b-40d6-af21-caa85edab1d0',
  UnifiedMessaging: '4442858e-a9e3-4e80-b900-317a210cc15b',
  Task: '00062003-0000-0000-c000-000000000046',
  Sharing: '00062040-0000-0000-c000-000000000046',
}
const PUBLIC_STRINGS = `{${PROPERTY_SETS['PublicStrings']}}`
const FIRST_NAMED_TAG = 0x8000

/** A path that names a property, or what is wrong with it. */
export type ExtendedPath =
  | { readonly ok: true; readonly name: string; readonly tag?: number }
  | { readonly ok: false; readonly code: ErrorCode }

/** Types of which no client can make a value. @source ews.md 3.2 */
const UNSUPPORTED = new Set(['Error', 'Null', 'Object', 'ObjectArray'])

/**
 * The canonical name of the property that a `t:ExtendedFieldURI` means, whatever form it has: properties are
 * the same when set, name or id, and type are. @source ews.md 3.2
 */
export function readExtendedPath(path: EwsObject): ExtendedPath {
  const type = text(path, '@PropertyType') ?? ''
  if (UNSUPPORTED.has(type)) return { ok: false, code: 'ErrorUnsupportedMapiPropertyType' }
  const distinguished = text(path, '@DistinguishedPropertySetId')
  const guid = text(path, '@PropertySetId')
  const tag = text(path, '@PropertyTag')
  const name = text(path, '@PropertyName')
  const id = text(path, '@PropertyId')

  if (tag !== undefined && (distinguished ?? guid ?? name ?? id) === undefined) return readTag(tag, type)
  if (tag !== undefined || !isOneOf(distinguished, guid) || !isOneOf(name, id))
    return { ok: false, code: 'ErrorInvalidExtendedProperty' }

  const set =
    guid === undefined ? PROPERTY_SETS[distinguished ?? ''] : guid.replace(/[{}]/g, '').toLowerCase()
  if (set === undefined) return { ok: false, code: 'ErrorInvalidExtendedProperty' }
  const key = name === undefined ? `#${Number(id)}` : nameIn(set, name)
  return { ok: true, name: `{${set}}${key}:${type}` }
}

function isOneOf(one: string | undefined, other: string | undefined): boolean {
  return (one === undefined) !== (other === undefined)
}

/** The value of a `t:ExtendedProperty` in its canonical form; undefined when it does not fit the type. */
export function readExtendedValue(property: EwsObject, type: string): ExtendedValue | undefined {
  const values = (property['Values'] as EwsObject | undefined)?.['Value']
  const isArray = type.endsWith('Array')
  if (isArray !== (values !== undefined)) return undefined
  const value = isArray
    ? canonicalValues(type.slice(0, -'Array'.length), values as readonly unknown[])
    : canonicalValue(type, text(property, 'Value') ?? '')
  return value === undefined ? undefined : { type, value }
}

function canonicalValues(type: string, values: readonly unknown[]): readonly string[] | undefined {
  const read = values.map((value) => canonicalValue(type, String(value)))
  const canonical = read.filter((text) => text !== undefined)
  return canonical.length < read.length ? undefined : canonical
}

/** A `t:ExtendedProperty` that shows a value under the path by which it was asked for. */
export function renderExtended(path: EwsObject, { value }: ExtendedValue): EwsObject {
  const tag = path['@PropertyTag']
  const echoed = tag === undefined ? path : { ...path, '@PropertyTag': `0x${Number(tag).toString(16)}` }
  if (typeof value === 'string') return { ExtendedFieldURI: echoed, Value: value }
  return { ExtendedFieldURI: echoed, Values: { Value: value } }
}

/** Whether a property is of the set whose members travel with meeting requests. */
export function isPublicString(name: string): boolean {
  return name.startsWith(PUBLIC_STRINGS)
}

function readTag(text: string, type: string): ExtendedPath {
  const tag = Number(text)
  if (!Number.isInteger(tag)) return { ok: false, code: 'ErrorInvalidExtendedProperty' }
  if (tag >= FIRST_NAMED_TAG) return { ok: false, code: 'ErrorNoPropertyTagForCustomProperties' }
  return { ok: true, name: `@${tag.toString(16)}:${type}`, tag }
}

/** Names are case-sensitive, except those of internet headers. @source ews.md 3.2 */
function nameIn(set: string, name: string): string {
  return `/${set === PROPERTY_SETS['InternetHeaders'] ? name.toLowerCase() : name}`
}
