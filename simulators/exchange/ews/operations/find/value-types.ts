import { LabError, parseInstant } from '../../../../core/index.js'
import { TYPES } from '../../generated/types.js'
import { ItemError } from '../item-error.js'
import type { Comparable } from './ordering.js'

/** What the values of a property are, which decides how they compare. */
export type ValueType =
  | { readonly kind: 'text' | 'texts' | 'person' | 'number' | 'boolean' | 'time' }
  /** Compared by their place in the schema: `Low` is less than `High`. */
  | { readonly kind: 'word'; readonly words: readonly string[] }

const OF_ITEMS = [
  ...['t:ItemType', 't:CalendarItemType', 't:MessageType', 't:MeetingMessageType'],
  ...['t:MeetingRequestMessageType', 't:MeetingResponseMessageType', 't:MeetingCancellationMessageType'],
]

const PLAIN: Readonly<Record<string, Exclude<ValueType['kind'], 'word'>>> = {
  'xs:string': 'text',
  'xs:language': 'text',
  'xs:base64Binary': 'text',
  'xs:boolean': 'boolean',
  'xs:int': 'number',
  'xs:long': 'number',
  'xs:dateTime': 'time',
  't:ItemClassType': 'text',
  't:ReminderMinutesBeforeStartType': 'number',
  't:ArrayOfStringsType': 'texts',
  't:SingleRecipientType': 'person',
  't:BodyType': 'text',
}

/** The types of the properties of items by element, as the schema has them. */
const BY_ELEMENT: ReadonlyMap<string, ValueType> = new Map(OF_ITEMS.flatMap(elementsOf))

/** Undefined for what is no plain value, and so nothing to search by. @source types.xsd */
export function valueTypeOf(element: string): ValueType | undefined {
  return BY_ELEMENT.get(element)
}

/** Of a MAPI property, by its `PropertyType`. */
export function mapiValueType(propertyType: string): ValueType {
  if (propertyType.endsWith('Array')) return { kind: 'texts' }
  if (propertyType === 'Boolean') return { kind: 'boolean' }
  if (propertyType === 'SystemTime') return { kind: 'time' }
  return { kind: NUMBERS.has(propertyType) ? 'number' : 'text' }
}

const NUMBERS = new Set(['Short', 'Integer', 'Long', 'Currency', 'Float', 'Double', 'ApplicationTime'])
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false }

/** The constant of a restriction as a value of a type. @source [DOC] ErrorInvalidValueForProperty */
export function readConstant(type: ValueType, text: string): Comparable {
  const value = constantOf(type, text)
  if (value === undefined) throw new ItemError('ErrorInvalidValueForProperty')
  return value
}

function constantOf(type: ValueType, text: string): Comparable {
  switch (type.kind) {
    case 'text':
    case 'texts':
    case 'person':
      return text
    case 'boolean':
      return BOOLEANS[text.trim().toLowerCase()]
    case 'number':
      return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : undefined
    case 'time':
      return instantOf(text.trim())
    case 'word':
      return placeOf(type.words, text)
  }
}

/** A value that an item has, read as one of its type. */
export function typedValue(type: ValueType, value: Comparable): Comparable {
  if (typeof value !== 'string') return value
  return type.kind === 'text' || type.kind === 'texts' ? value : constantOf(type, value)
}

function placeOf(words: readonly string[], word: string): number | undefined {
  const place = words.indexOf(word)
  return place < 0 ? undefined : place
}

/** A time without a zone is one of UTC. */
function instantOf(text: string): number | undefined {
  try {
    return parseInstant(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
  } catch (error) {
    if (error instanceof LabError) return undefined
    throw error
  }
}

function elementsOf(typeName: string): readonly (readonly [string, ValueType])[] {
  const facts = TYPES[typeName]
  const content = facts !== undefined && 'content' in facts ? (facts.content ?? []) : []
  return content.flatMap((particle) => {
    const [element = '', , type = ''] = typeof particle === 'string' ? particle.split(' ') : []
    const valueType = typeFrom(type)
    return valueType === undefined ? [] : [[element, valueType] as const]
  })
}

function typeFrom(name: string): ValueType | undefined {
  const plain = PLAIN[name]
  if (plain !== undefined) return { kind: plain }
  const facts = TYPES[name]
  return facts !== undefined && 'values' in facts && facts.values !== undefined
    ? { kind: 'word', words: facts.values }
    : undefined
}
