import { errorMessage } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'

/** The answer of an operation with one `m:ResponseMessage` outside of any list. @source ews.md 1.6 */
export function answerOne(answer: () => EwsObject): EwsObject {
  try {
    return answer()
  } catch (error) {
    if (!(error instanceof ItemError)) throw error
    return { ResponseMessage: errorMessage(error.responseCode) }
  }
}
