import { z } from 'zod'

/** The body of a refusal by every REST resource. @source webex.md 3 */
export const restRefusal = z
  .strictObject({
    message: z.string(),
    errors: z.array(z.strictObject({ description: z.string(), code: z.string().optional() })),
    trackingId: z.string(),
  })
  .meta({ id: 'Refusal' })

/** Every list of the public API: one page of it, the next being named by the header `Link`. */
export function listOf(item: z.ZodType) {
  return z.strictObject({ items: z.array(item) })
}

/** A moment as every answer tells it. */
export const timeText = z.iso.datetime()
