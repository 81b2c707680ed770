import type { Verdict } from './error-code.js'
import type { SoapRequest } from './read-envelope.js'

/** @inferred around 100, ews.md 8.3 */
const MOST_SUBJECTS = 100

/** Why a request about users or domains is refused as a whole; undefined when it is not. @inferred the texts */
export function refusalOf(
  { subjects, settings }: SoapRequest,
  subject: 'users' | 'domains',
): Verdict | undefined {
  if (subjects.length === 0) return invalid(`The request names no ${subject}.`)
  if (subjects.length > MOST_SUBJECTS) {
    return invalid(`The request names more than ${MOST_SUBJECTS} ${subject}.`)
  }
  return settings.length === 0 ? invalid('The request names no settings.') : undefined
}

function invalid(text: string): Verdict {
  return { code: 'InvalidRequest', text }
}
