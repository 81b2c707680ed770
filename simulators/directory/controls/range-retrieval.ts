import { CONTROL } from '../ldap/control.js'
import type { AttributeValues } from '../ldap/response.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { entryValues } from '../search/entry-values.js'
import { parseRange } from '../search/range-option.js'
import { visibleAttribute, type SearchView } from '../search/search-view.js'
import type { StoredEntry } from '../tree/tree.js'
import { bareControl } from './control-codec.js'

/** A range that begins behind the last value is then answered empty. @source MS-ADTS 3.1.1.3.4.1.21 */
export const RANGE_RETRIEVAL_NO_ERROR = bareControl(CONTROL.rangeRetrievalNoError, ['search'])

/** An attribute of which values from an index on are asked. */
export interface AskedRange {
  readonly attribute: AttributeType
  readonly first: number
}

/** The ranges of an attribute list; undefined when one of them is malformed. */
export function askedRanges(view: SearchView, list: readonly string[]): readonly AskedRange[] | undefined {
  const ranges: AskedRange[] = []
  for (const item of list) {
    if (!item.includes(';')) continue
    const [name = '', ...options] = item.split(';')
    if (!options.some((option) => /^range=/i.test(option))) continue
    const range = parseRange(options)
    if (range === undefined) return undefined
    const attribute = visibleAttribute(view, name)
    if (attribute !== undefined) ranges.push({ attribute, first: range.first })
  }
  return ranges
}

/** The ranges that begin behind the last value of this entry, as they are answered when that is no error. */
export function emptyRanges(
  { tree }: SearchView,
  ranges: readonly AskedRange[],
  entry: StoredEntry,
): AttributeValues[] {
  return ranges.flatMap(({ attribute, first }) => {
    const count = entryValues(tree, entry, attribute).length
    return count > 0 && first >= count ? { name: `${attribute.name};range=${first}-*`, values: [] } : []
  })
}
