import type { EwsObject } from '../tree.js'

/** The word that says how an answer ended: its first response code that is not `NoError`. @source ews.md 1.6 */
export function outcomeOf(result: EwsObject): string {
  for (const { value } of part(result, 'ResponseMessages')?.$each ?? []) {
    const code = codeOf(value as EwsObject | undefined)
    if (code !== undefined) return code
  }
  return codeOfSingle(result) ?? NO_ERROR
}

const NO_ERROR = 'NoError'

/**
 * Codes sit in `ResponseMessages`, in the single `ResponseMessage` of out of office and suggestions, in that of
 * each mailbox of availability, or on the response.
 */
function codeOfSingle(result: EwsObject): string | undefined {
  const mailboxes = (part(result, 'FreeBusyResponseArray')?.['FreeBusyResponse'] ??
    []) as readonly EwsObject[]
  for (const answer of [result, ...mailboxes, part(result, 'SuggestionsResponse')]) {
    const code = codeOf(part(answer, 'ResponseMessage'))
    if (code !== undefined) return code
  }
  return codeOf(result)
}

/** A code that says of an error. */
function codeOf(message: EwsObject | undefined): string | undefined {
  const code = message?.['ResponseCode']
  return typeof code === 'string' && code !== NO_ERROR ? code : undefined
}

function part(parent: EwsObject | undefined, name: string): EwsObject | undefined {
  return parent?.[name] as EwsObject | undefined
}
