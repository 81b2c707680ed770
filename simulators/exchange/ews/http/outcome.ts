import type { EwsObject } from '../tree.js'

/** The word that says how an answer ended: its first response code that is not `NoError`. @source ews.md 1.6 */
export function outcomeOf(result: EwsObject): string {
  const codes = codesOf(result)

  return codes.find((code) => code !== 'NoError') ?? 'NoError'
}

/** Codes sit in `ResponseMessages`, in the single `ResponseMessage` of out of office, or on the response. */
function codesOf(result: EwsObject): readonly string[] {
  const { ResponseMessages: messages, ResponseMessage: message } = result
  const each = (messages as EwsObject | undefined)?.$each ?? []

  return [...each.map(({ value }) => value), message, result]
    .map((item) => (item as EwsObject | undefined)?.['ResponseCode'])
    .filter((code) => typeof code === 'string')
}
