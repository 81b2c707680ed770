import { z } from 'zod'

/**
 * The query fields of a list: `max` sets the page size, and more than is allowed is clamped to it.
 * `cursor` is the server's own, met in the links to further pages.
 */
export function pageQuery(maxAllowed: number, usual = Math.min(100, maxAllowed)) {
  return {
    max: z.coerce
      .number()
      .int()
      .positive()
      .default(usual)
      .transform((max) => Math.min(max, maxAllowed)),
    cursor: z.string().optional(),
  }
}
