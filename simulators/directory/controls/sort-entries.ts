import { visibleAttribute, type SearchView } from '../search/search-view.js'
import { entryValues } from '../search/entry-values.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { StoredEntry } from '../tree/tree.js'
import type { SortKey, SortResult } from './sort.js'
import { orderOf, type Compare } from './value-order.js'

/** Entries in order, those without the key last; or as they were, and why. */
export interface SortedEntries {
  readonly result: SortResult
  readonly entries: readonly StoredEntry[]
  /** How many of them have the key. */
  readonly keyed: number
  readonly order: KeyOrder | undefined
}

/** The order of a sorted list by its key. */
export interface KeyOrder {
  readonly attribute: AttributeType
  /** Of keys as `keyOf` and `prepare` make them. */
  readonly compare: Compare
  readonly prepare: (value: string) => string
  readonly keyOf: (entry: StoredEntry) => string | undefined
}

/** The rules for sorting by language, which all mean the one order here. @source MS-ADTS 3.1.1.3.4.1.13 */
const LANGUAGE_RULE = /^1\.2\.840\.113556\.1\.4\.1\d{3}$/

/**
 * Sorts as Active Directory does: by one key only, and without an index no more than fit its temporary table.
 * @source MS-ADTS 3.1.1.3.4.1.13; ldap.md 6; @observed ad-golden's domain controller: entries without the key come
 * last in both directions
 */
export function sortEntries(
  view: SearchView,
  found: readonly StoredEntry[],
  keys: readonly SortKey[],
): SortedEntries {
  const [key, ...more] = keys
  if (key === undefined || more.length > 0) return unsorted(found, { code: 'unwillingToPerform' })
  const attribute = visibleAttribute(view, key.attribute)
  const obstacle = obstacleTo(key, attribute, found.length)
  if (attribute === undefined || obstacle !== undefined)
    return unsorted(found, { code: obstacle ?? 'other', attribute: key.attribute })

  const order = keyOrder(view, attribute, key.isReverse)
  const keyed: { readonly entry: StoredEntry; readonly key: string }[] = []
  const rest: StoredEntry[] = []
  for (const entry of found) {
    const value = order.keyOf(entry)
    if (value === undefined) rest.push(entry)
    else keyed.push({ entry, key: value })
  }
  const sorted = keyed.toSorted((a, b) => order.compare(a.key, b.key)).map(({ entry }) => entry)
  return { result: { code: 'success' }, entries: [...sorted, ...rest], keyed: sorted.length, order }
}

function unsorted(entries: readonly StoredEntry[], result: SortResult): SortedEntries {
  return { result, entries, keyed: 0, order: undefined }
}

function obstacleTo({ orderingRule }: SortKey, attribute: AttributeType | undefined, count: number) {
  if (attribute === undefined) return 'noSuchAttribute'
  if (orderingRule !== undefined && !LANGUAGE_RULE.test(orderingRule)) return 'inappropriateMatching'
  if (attribute.isConstructed) return 'unwillingToPerform'
  return !attribute.isIndexed && count > LDAP_LIMITS.MaxTempTableSize ? 'adminLimitExceeded' : undefined
}

/** An entry is sorted by the least of its values. @source RFC 2891 2.2 */
function keyOrder({ tree }: SearchView, attribute: AttributeType, isReverse: boolean): KeyOrder {
  const { prepare, compare } = orderOf(attribute)
  return {
    attribute,
    prepare,
    compare: isReverse ? (a, b) => compare(b, a) : compare,
    keyOf: (entry) => {
      const keys = entryValues(tree, entry, attribute).map(prepare)
      return keys.length > 1 ? keys.toSorted(compare)[0] : keys[0]
    },
  }
}
