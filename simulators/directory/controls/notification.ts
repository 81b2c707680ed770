import { CONTROL } from '../ldap/control.js'
import type { Filter } from '../ldap/filter.js'
import { bareControl } from './control-codec.js'

/** The search stays open and tells what changes in its scope. @source MS-ADTS 3.1.1.3.4.1.9 */
export const NOTIFICATION = bareControl(CONTROL.notification, ['search'])

/** The only filter that goes with it. */
export function isNotifiable(filter: Filter): boolean {
  return filter.kind === 'present' && filter.attribute.toLowerCase() === 'objectclass'
}
