import type { Values } from '../tree/object-defaults.js'
import type { Draft } from './draft.js'
import { SYSTEM_FLAG } from './system-flags.js'

const { configurationAllowLimitedMove, configurationAllowRename, disallowMoveOnDelete } = SYSTEM_FLAG

/** What objects of the configuration may have done to them. @source MS-ADTS 3.1.1.5.2.4; @observed site */
const SYSTEM_FLAGS: Readonly<Record<string, number>> = {
  site: configurationAllowRename | disallowMoveOnDelete,
  server: configurationAllowRename | configurationAllowLimitedMove | disallowMoveOnDelete,
  serversContainer: disallowMoveOnDelete,
  nTDSDSA: disallowMoveOnDelete,
  subnet: configurationAllowRename,
  siteLink: configurationAllowRename,
  siteLinkBridge: configurationAllowRename,
  nTDSConnection: configurationAllowRename,
}
/** Of the flags that a client gives, the ones it may give. @source MS-ADTS 3.1.1.5.2.2 */
const MAY_BE_GIVEN = 0x7000_0000

/** What an object has because of its class, apart from what every object has. */
export function classDefaults(draft: Draft, structural: string): Values {
  const given = Number(draft.first('systemFlags') ?? 0) & MAY_BE_GIVEN
  const flags = (SYSTEM_FLAGS[structural] ?? 0) | given
  const hasFlags = flags !== 0 || draft.first('systemFlags') !== undefined
  return {
    ...(hasFlags ? { systemFlags: [String(flags)] } : {}),
    ...(draft.isOfClass('computer') ? { isCriticalSystemObject: ['FALSE'] } : {}),
  }
}
