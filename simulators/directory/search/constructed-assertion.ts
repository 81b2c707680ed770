import type { Filter } from '../ldap/filter.js'
import { visibleAttribute, type SearchView } from './search-view.js'

/**
 * Constructed attributes that a filter may name all the same: ambiguous names, and the two times, which the
 * reference domain controller matches by the times that it keeps. @observed Samba AD
 */
const ASSERTABLE: ReadonlySet<string> = new Set(['aNR', 'createTimeStamp', 'modifyTimeStamp'])

/** Whether a filter asserts something of an attribute that no entry keeps. @source MS-ADTS 3.1.1.3.1.3.1 */
export function assertsConstructed(view: SearchView, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.some((inner) => assertsConstructed(view, inner))
    case 'not':
      return assertsConstructed(view, filter.filter)
    default:
      return isConstructed(view, filter.attribute)
  }
}

function isConstructed(view: SearchView, name: string | undefined): boolean {
  const attribute = name === undefined ? undefined : visibleAttribute(view, name)
  return attribute?.isConstructed === true && !ASSERTABLE.has(attribute.name)
}
