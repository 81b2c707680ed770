import { BerReader } from './ber/ber-reader.js'
import { BerWriter } from './ber/ber-writer.js'
import { CONTROL, type Control } from './control.js'
import { malformed } from './malformed.js'

/** The value of the paged results control, both ways. @source RFC 2696 2 */
export interface PagedResults {
  /** Wanted page size, or the estimate of the whole (0: unknown). */
  readonly size: number
  readonly cookie: Buffer
}

export function decodePagedResults(control: Control): PagedResults {
  if (control.value === undefined) throw malformed('a paged results control without value')
  const value = new BerReader(control.value).inside()
  return { size: value.integer(), cookie: value.octets() }
}

export function encodePagedResults({ size, cookie }: PagedResults): Control {
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.integer(size)
    writer.octets(cookie)
  })
  return { type: CONTROL.pagedResults, isCritical: false, value: writer.take() }
}
