import { writeTypeOnlyChangeKey } from '../calendar/ids/change-key.js'
import type { EwsObject } from '../ews/tree.js'

/** Ids in events carry the type alone for a change key. @source ews.md 2.2 */
export function idOf(id: string, element: string): EwsObject {
  return { '@Id': id, '@ChangeKey': writeTypeOnlyChangeKey(element) }
}
