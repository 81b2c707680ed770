import { errorMessage } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'

/** The answer of an operation whose response element is itself the response message. @source ews.md 1.6 */
export function answerWhole(answer: () => EwsObject): EwsObject {
  try {
    return answer()
  } catch (error) {
    if (!(error instanceof ItemError)) throw error
    return errorMessage(error.responseCode)
  }
}
