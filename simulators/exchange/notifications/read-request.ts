import { LabError } from '../../core/index.js'
import type { EwsElement, EwsObject, EwsValue } from '../ews/tree.js'

/**
 * Parts of a decoded request. The codec has checked it against the schema, so that another shape than the one
 * asked for means that an operation and the schema table disagree.
 */
export function objectOf(value: EwsValue | readonly EwsElement[]): EwsObject {
  if (typeof value === 'object' && !Array.isArray(value)) return value as EwsObject
  throw unexpected('an element with content')
}

/** The values of a child that may come often; none when it is absent. */
export function textsOf(value: EwsValue | readonly EwsElement[]): readonly string[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  throw unexpected('a list of texts')
}

export function textOf(value: EwsValue | readonly EwsElement[]): string {
  if (typeof value === 'string') return value
  throw unexpected('a text')
}

export function numberOf(value: EwsValue | readonly EwsElement[]): number {
  if (typeof value === 'number') return value
  throw unexpected('a number')
}

function unexpected(what: string): LabError {
  return new LabError('EWS_REQUEST_TABLE', {
    message: `A decoded request does not hold ${what} where the operation looks for it.`,
    hint: 'Compare the operation with the generated schema table.',
  })
}
