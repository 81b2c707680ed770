import { BerWriter } from '../ldap/ber/ber-writer.js'
import { CONTROL, type Control } from '../ldap/control.js'
import { insideSequence, type ControlCodec } from './control-codec.js'

/** The value of the paged results control, both ways. @source RFC 2696 2 */
export interface PagedResults {
  /** Wanted page size, or the estimate of the whole (0: unknown). */
  readonly size: number
  readonly cookie: Buffer
}

export const PAGED_RESULTS: ControlCodec<PagedResults> = {
  type: CONTROL.pagedResults,
  operations: ['search'],
  decode: insideSequence((value) => ({ size: value.integer(), cookie: value.octets() })),
}

export function encodePagedResults({ size, cookie }: PagedResults): Control {
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.integer(size)
    writer.octets(cookie)
  })
  return { type: CONTROL.pagedResults, isCritical: false, value: writer.take() }
}
