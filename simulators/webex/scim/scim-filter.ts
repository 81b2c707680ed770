import { invalid } from '../rest/rest-fault.js'
import { SCHEMA } from './schemas.js'
import type { ScimUser } from './shapes.js'

/** What a filter asks of a user. */
export type ScimFilter = (user: ScimUser) => boolean

const COMPARISONS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  eq: (value, wanted) => value === wanted,
  ne: (value, wanted) => value !== wanted,
  sw: (value, wanted) => value.startsWith(wanted),
  ew: (value, wanted) => value.endsWith(wanted),
  co: (value, wanted) => value.includes(wanted),
}

const EXPRESSION = /^\s*([\w.:$]+)\s+(?:(pr)|(eq|ne|sw|ew|co)\s+("(?:[^"\\]|\\.)*"|true|false))\s*/i

/** `userName eq "a@b"`, with more of them joined by `and` or `or`. @source RFC 7644 3.4.2.2; grouping is not known */
export function parseScimFilter(text: string): ScimFilter {
  const alternatives =
    text.trim() === '' ? [] : splitBy(text, 'or').map((part) => splitBy(part, 'and').map(readExpression))
  if (alternatives.length === 0) return () => true
  return (user) => alternatives.some((conditions) => conditions.every((condition) => condition(user)))
}

/** The one text that an attribute has to be equal to, where a filter asks for just that. */
export function equalityIn(text: string, attribute: string): string | undefined {
  const [, name = '', , operator = '', value = ''] = EXPRESSION.exec(text) ?? []
  const isWhole = EXPRESSION.exec(text)?.[0].length === text.length
  if (!isWhole || operator.toLowerCase() !== 'eq' || name.toLowerCase() !== attribute.toLowerCase())
    return undefined
  return readValue(value)
}

/** Splits at a word that stands outside of quotes. */
function splitBy(text: string, word: string): readonly string[] {
  const parts = text.split(new RegExp(`\\s+${word}\\s+(?=(?:[^"]*"[^"]*")*[^"]*$)`, 'i'))
  return parts
}

function readExpression(text: string): ScimFilter {
  const match = EXPRESSION.exec(text)
  const [whole = '', path = '', presence, operator = '', value = ''] = match ?? []
  if (match === null || whole.length !== text.length) throw invalid('The filter is not understood.')
  const valuesOf = (user: ScimUser) => valuesAt(user, stepsOf(path)).map((one) => one.toLowerCase())
  if (presence !== undefined) return (user) => valuesOf(user).length > 0
  const wanted = readValue(value).toLowerCase()
  const compare = COMPARISONS[operator.toLowerCase()]
  return (user) => valuesOf(user).some((one) => compare?.(one, wanted) === true)
}

function readValue(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text
}

/** An extension's attribute is named behind its schema. */
function stepsOf(path: string): readonly string[] {
  const schema = [SCHEMA.enterprise, SCHEMA.webex, SCHEMA.user].find((one) => path.startsWith(`${one}:`))
  if (schema === undefined) return path.split('.')
  const rest = path.slice(schema.length + 1).split('.')
  return schema === SCHEMA.user ? rest : [schema, ...rest]
}

function valuesAt(value: unknown, [step, ...steps]: readonly string[]): readonly string[] {
  if (Array.isArray(value))
    return value.flatMap((one) => valuesAt(one, step === undefined ? [] : [step, ...steps]))
  if (step === undefined)
    return typeof value === 'string' || typeof value === 'boolean' ? [String(value)] : []
  if (typeof value !== 'object' || value === null) return []
  const name = Object.keys(value).find((key) => key.toLowerCase() === step.toLowerCase())
  return name === undefined ? [] : valuesAt((value as Readonly<Record<string, unknown>>)[name], steps)
}
