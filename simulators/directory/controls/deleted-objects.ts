import { CONTROL } from '../ldap/control.js'
import type { Control } from '../ldap/control.js'
import { bareControl, EVERYWHERE, readControl } from './control-codec.js'

/** Tombstones, deleted objects and their container. @source MS-ADTS 3.1.1.3.4.1.14 */
export const SHOW_DELETED = bareControl(CONTROL.showDeleted, EVERYWHERE)

/** The same, and what the recycle bin has emptied out. @source MS-ADTS 3.1.1.3.4.1.22 */
export const SHOW_RECYCLED = bareControl(CONTROL.showRecycled, EVERYWHERE)

/** Links from and to deleted objects; they exist with the recycle bin only. @source MS-ADTS 3.1.1.3.4.1.23 */
export const SHOW_DEACTIVATED_LINKS = bareControl(CONTROL.showDeactivatedLinks, EVERYWHERE)

export function showsDeleted(controls: readonly Control[]): boolean {
  return [SHOW_DELETED, SHOW_RECYCLED].some((codec) => readControl(controls, codec) !== undefined)
}
