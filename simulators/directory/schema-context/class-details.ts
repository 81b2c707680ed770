import { fold } from '../names/fold.js'
import { readClassDetails } from '../schema/details.js'
import type { Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'

/** Whether objects of a class are hidden from people who do not ask for advanced features: defaultHidingValue. */
export function isHiddenByDefault(tree: Tree, objectClass: string): boolean {
  const details = readClassDetails().get(objectClass)
  if (details !== undefined) return details.marks.includes('H')
  for (const entry of tree.byValue('lDAPDisplayName', fold(objectClass))) {
    return firstValue(entry, 'defaultHidingValue') === 'TRUE'
  }
  return false
}
