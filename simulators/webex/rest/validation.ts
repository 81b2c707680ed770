import type { z } from 'zod'
import { RestFault } from './rest-fault.js'

/** What a schema may say about a text that should have been ciphertext: the request is then a 422, not a 400. */
export const CLEAR_TEXT = { clearText: true } as const

/** The code of that refusal. @inferred our design */
export const CLEAR_TEXT_CODE = 'CLEAR_TEXT'

/** Checks a body or a query against its schema; throws the fault that says what is wrong with it. */
export function parsed(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined

  const result = schema.safeParse(value)
  if (result.success) return result.data
  const message = result.error.issues.map(describe).join('; ')
  if (!result.error.issues.some(isClearText)) throw new RestFault(400, { message })
  throw new RestFault(422, { message, code: CLEAR_TEXT_CODE })
}

function isClearText(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.['clearText'] === CLEAR_TEXT.clearText
}

/** The path and the rule that was broken, never the value: it may be what should have been encrypted. */
function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.')
  return path === '' ? issue.message : `${path}: ${issue.message}`
}
