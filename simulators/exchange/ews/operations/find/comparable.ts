import { parseInstant } from '../../../../core/index.js'
import type { EwsElement, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isExtended, readExtended } from '../properties/extended.js'
import type { ItemView } from '../properties/view.js'
import { text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'

/** A value in the form in which values are compared; times are epoch milliseconds. */
export type Comparable = string | number | boolean | undefined

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Reads what a path means for an item; only properties with a plain value can be used. @source ews.md 3.4 */
export function readOperand({ catalogue }: Service, path: EwsElement): (view: ItemView) => Comparable {
  if (isExtended(path)) {
    const name = readExtended(path)
    return ({ item }) => {
      const value = item.extended[name]?.value
      return typeof value === 'string' ? comparable(value) : value?.join(' ')
    }
  }
  if (path.name !== 'FieldURI') throw new ItemError('ErrorUnsupportedPathForQuery', path)
  const uri = text(valueOf(path), '@FieldURI') ?? ''
  return (view) => {
    const row = catalogue.byUri(view.item.kind, uri)
    if (row !== undefined && !row.listed) throw new ItemError('ErrorUnsupportedPathForQuery', path)
    return comparable(row?.read(view))
  }
}

/** A value of the wire as it is compared; of several texts any may match, so they are joined. */
export function comparable(value: EwsValue): Comparable {
  if (typeof value === 'string') return TIME.test(value) ? parseInstant(value) : value
  if (typeof value !== 'object') return value
  const texts = Array.isArray(value) ? undefined : (value as { readonly String?: readonly string[] }).String
  return texts?.join(' ')
}
