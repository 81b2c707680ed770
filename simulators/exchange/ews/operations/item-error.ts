import { LabError } from '../../../core/index.js'
import type { ErrorCode } from '../error-texts.js'
import { messagePaths } from '../message-xml.js'
import { errorMessage } from '../response-message.js'
import type { EwsElement, EwsObject } from '../tree.js'

/** Ends the work on one item of a request; `answerEach` turns it into that item's response message. */
export class ItemError extends LabError {
  readonly responseCode: ErrorCode
  readonly path: EwsElement | undefined

  /** `path` names the property that is at fault, as the request named it. */
  constructor(responseCode: ErrorCode, path?: EwsElement) {
    super('EWS_ITEM', { message: `An item of the request failed with ${responseCode}.` })
    this.responseCode = responseCode
    this.path = path
  }
}

/**
 * Answers each part of a request on its own: one that fails does not stop the others. `onError` are the
 * children that the response message of this operation has even then. @source ews.md 1.6
 */
export function answerEach<Part>(
  parts: readonly Part[],
  answer: (part: Part) => EwsObject,
  onError: EwsObject = {},
): readonly EwsObject[] {
  return parts.map((part) => {
    try {
      return answer(part)
    } catch (error) {
      if (!(error instanceof ItemError)) throw error
      const details = error.path === undefined ? {} : { messageXml: messagePaths(error.path) }
      return { ...errorMessage(error.responseCode, details), ...onError }
    }
  })
}
