import { z } from 'zod'
import { parseSiteTime } from '../site-time.js'

/**
 * What requests are checked against. Elements that the schema does not name are refused; their order is free,
 * as the samples of the reference send them in orders of their own. @source XML API 40.12, request of CreateMeeting
 */

/** An element that is there but empty says nothing, as one that is absent. @observed SugarCRM, Moodle: forms with empty elements */
const blankIsAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional()).optional()

/** An element that must be there and say something. */
export const required = <T>(schema: z.ZodType<T | undefined>) =>
  schema.transform((value, context): T => {
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: 'A required element is missing or empty' })
    return z.NEVER
  })

export const text = (maxLength = 4000) => z.string().max(maxLength)

export const optionalText = (maxLength?: number) => blankIsAbsent(text(maxLength))

const DIGITS = z.string().regex(/^[+-]?\d{1,15}$/, 'not an integer')

export const integer = (min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  blankIsAbsent(DIGITS.transform(Number).pipe(z.number().min(min).max(max)))

/** The reference writes `TRUE`, its samples `true`. */
export const flag = () =>
  blankIsAbsent(
    z
      .string()
      .regex(/^(true|false|1|0)$/i, 'neither TRUE nor FALSE')
      .transform((word) => /^(true|1)$/i.test(word)),
  )

export const word = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  blankIsAbsent(z.enum(words))

/** `MM/DD/YYYY HH:mm:ss`, as milliseconds on the clock of a zone that stands beside it. */
export const wallTime = () =>
  blankIsAbsent(
    z.string().transform((written, context) => {
      const wallMs = parseSiteTime(written)
      if (wallMs !== undefined) return wallMs
      context.addIssue({ code: 'custom', message: 'not a time of the form MM/DD/YYYY HH:mm:ss' })
      return z.NEVER
    }),
  )

/** An element with children; one without any holds none. */
export const group = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (value === '' ? {} : value), z.strictObject(shape))

/** An element that may be repeated: one alone is a list as well. */
export const many = <T extends z.ZodType>(item: T, max = 1000) =>
  z
    .preprocess((value) => {
      if (value === undefined || value === '') return []
      return Array.isArray(value) ? (value as unknown[]) : [value]
    }, z.array(item).max(max))
    .prefault([])

/** The page that a list operation is asked for. @source developer.cisco.com, LstsummaryUser; @inferred the limits */
export const listControl = group({
  startFrom: integer(1),
  maximumNum: integer(1),
  listMethod: word(['AND', 'OR']),
}).optional()

/** In what order a list comes: the keys in turn, each with its direction. */
export const orderBy = <const Keys extends readonly [string, ...string[]]>(keys: Keys) =>
  group({ orderBy: many(z.enum(keys), 10), orderAD: many(z.enum(['ASC', 'DESC']), 10) }).optional()
