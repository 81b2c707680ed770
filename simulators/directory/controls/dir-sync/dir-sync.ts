import { BerWriter } from '../../ldap/ber/ber-writer.js'
import { CONTROL, type Control } from '../../ldap/control.js'
import { insideSequence, type ControlCodec } from '../control-codec.js'

/** What a client wants to be told of changes. @source MS-ADTS 3.1.1.3.4.1.3 */
export interface DirSync {
  /** What the client may read by itself is enough; otherwise it needs the right to replicate. */
  readonly isObjectSecurity: boolean
  readonly isAncestorsFirst: boolean
  /** Of a linked attribute only the values that came and went. */
  readonly isIncremental: boolean
  /** 0 leaves it to the server. */
  readonly maxBytes: number
  readonly cookie: Buffer
}

/** 0x2000 (public data only) exists and has no effect. @source MS-ADTS 3.1.1.3.4.1.3 */
const FLAG = { objectSecurity: 0x1, ancestorsFirst: 0x800, incrementalValues: 0x80000000 } as const

export const DIR_SYNC: ControlCodec<DirSync> = {
  type: CONTROL.dirSync,
  operations: ['search'],
  decode: insideSequence((value) => {
    const flags = value.integer()
    return {
      isObjectSecurity: (flags & FLAG.objectSecurity) !== 0,
      isAncestorsFirst: (flags & FLAG.ancestorsFirst) !== 0,
      isIncremental: (flags & FLAG.incrementalValues) !== 0,
      maxBytes: value.integer(),
      cookie: value.octets(),
    }
  }),
}

export interface DirSyncResult {
  readonly isMore: boolean
  readonly cookie: Buffer
}

export function encodeDirSyncResult({ isMore, cookie }: DirSyncResult): Control {
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.integer(isMore ? 1 : 0)
    writer.integer(0)
    writer.octets(cookie)
  })
  return { type: CONTROL.dirSync, isCritical: false, value: writer.take() }
}
