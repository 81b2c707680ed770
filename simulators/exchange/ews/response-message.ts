import { ERROR_TEXTS, type ErrorCode } from './error-texts.js'
import { lasting, WRITTEN, type EwsObject } from './tree.js'

/** What one response message may say besides its code: another text, and `MessageXml`. */
export interface MessageDetails {
  readonly text?: string
  readonly messageXml?: EwsObject
}

/** A response message that says `NoError`, with the operation's own children. @source ews.md 1.6 */
export function success<Children extends EwsObject>(children?: Children): EwsObject {
  return { '@ResponseClass': 'Success', ResponseCode: 'NoError', ...children }
}

/**
 * A response message of class `Error`. Spread it to add an operation's own children:
 * `{ ...errorMessage('ErrorItemNotFound'), Items: {} }`. @source ews.md 1.6
 */
export function errorMessage(code: ErrorCode, details: MessageDetails = {}): EwsObject {
  return {
    '@ResponseClass': 'Error',
    MessageText: details.text ?? ERROR_TEXTS[code],
    ResponseCode: code,
    DescriptiveLinkKey: 0,
    MessageXml: details.messageXml,
  }
}

/**
 * The body of the usual response: `ResponseMessages` holding one `<Operation>ResponseMessage` per requested
 * item, in the order of the request. About a message that lasts it is always the same. @source ews.md 1.6
 */
export function responseMessages(operation: string, messages: readonly EwsObject[]): EwsObject {
  const known = messages.length === 1 ? messages[0]?.[WRITTEN] : undefined
  if (known === undefined) return written()
  return (known.alone ??= lasting(written()))

  function written(): EwsObject {
    const name = `${operation}ResponseMessage`
    return { ResponseMessages: { $each: messages.map((value) => ({ name, value })) } }
  }
}
