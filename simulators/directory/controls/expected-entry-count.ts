import { CONTROL } from '../ldap/control.js'
import { insideSequence, type ControlCodec } from './control-codec.js'

/** Another number of entries than this makes the search fail. @source MS-ADTS 3.1.1.3.4.1.33 */
export interface ExpectedEntryCount {
  readonly least: number
  readonly most: number
}

export const EXPECTED_ENTRY_COUNT: ControlCodec<ExpectedEntryCount> = {
  type: CONTROL.expectedEntryCount,
  operations: ['search'],
  decode: insideSequence((value) => ({ least: value.integer(), most: value.integer() })),
}

export function isExpected({ least, most }: ExpectedEntryCount, count: number): boolean {
  return count >= least && count <= most
}
