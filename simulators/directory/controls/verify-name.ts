import { CONTROL } from '../ldap/control.js'
import { EVERYWHERE, insideSequence, type ControlCodec } from './control-codec.js'

/**
 * Which server is asked whether the objects exist that a write names. Every domain controller of the lab has the whole
 * forest, so it makes no difference which.
 * @source MS-ADTS 3.1.1.3.4.1.16
 */
export const VERIFY_NAME: ControlCodec<{ readonly server: string }> = {
  type: CONTROL.verifyName,
  operations: EVERYWHERE,
  decode: insideSequence((value) => {
    value.integer()
    return { server: value.octets().toString('utf16le') }
  }),
}
