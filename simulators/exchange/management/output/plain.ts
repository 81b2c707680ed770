import { formatSeconds } from '../../../core/index.js'
import { isList, type ShellValue } from '../values.js'

/** A value as programs read it. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain }

/** A value without what only the shell needs; a secret stays one. */
export function plainOf(value: ShellValue): Plain {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(plainOf)
  switch (value.kind) {
    case 'moment':
      return formatSeconds(value.at)
    case 'secret':
      return null
    case 'block':
      return value.text
    case 'table':
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, plainOf(entry)]))
    case 'object':
      return Object.fromEntries(
        Object.entries(value.properties).map(([name, property]) => [name, plainOf(property)]),
      )
  }
}
