import { z } from 'zod'

/**
 * The query fields of a list: `max` sets the page size, and more than is allowed is clamped to it.
 * `cursor` is the server's own, met in the links to further pages.
 */
export function pageQuery(maxAllowed: number) {
  return {
    max: z.coerce
      .number()
      .int()
      .positive()
      .default(100)
      .transform((max) => Math.min(max, maxAllowed)),
    cursor: z.coerce.number().int().nonnegative().default(0),
  }
}
