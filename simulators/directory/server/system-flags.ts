import type { StoredEntry } from '../tree/tree.js'
import { integerValue } from '../tree/values.js'

/** Bits of systemFlags that say what may be done with an object. @source MS-ADTS 2.2.10 */
export const SYSTEM_FLAG = {
  schemaBase: 0x10,
  disallowMoveOnDelete: 0x0200_0000,
  domainDisallowMove: 0x0400_0000,
  domainDisallowRename: 0x0800_0000,
  configurationAllowLimitedMove: 0x1000_0000,
  configurationAllowMove: 0x2000_0000,
  configurationAllowRename: 0x4000_0000,
  disallowDelete: 0x8000_0000,
} as const

export function hasSystemFlag(entry: StoredEntry, flag: number): boolean {
  return (integerValue(entry, 'systemFlags') & flag) !== 0
}
