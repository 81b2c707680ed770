import { success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { answerEach } from '../item-error.js'

/** The answer about several delegates: a message for each, none where there is nobody. @source XSD */
export function delegateResponse<Part>(
  parts: readonly Part[],
  answer: (part: Part) => EwsObject | undefined,
  more: EwsObject = {},
): EwsObject {
  const messages = answerEach(parts, (part) => {
    const user = answer(part)
    return success(user === undefined ? {} : { DelegateUser: user })
  })
  return success({
    ResponseMessages: messages.length === 0 ? undefined : { DelegateUserResponseMessageType: messages },
    ...more,
  })
}
