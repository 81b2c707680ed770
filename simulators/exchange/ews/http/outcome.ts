import type { EwsObject } from '../tree.js'

/** The word that says how an answer ended: its first response code that is not `NoError`. @source ews.md 1.6 */
export function outcomeOf(result: EwsObject): string {
  const codes = codesOf(result)

  return codes.find((code) => code !== 'NoError') ?? 'NoError'
}

/**
 * Codes sit in `ResponseMessages`, in the single `ResponseMessage` of out of office and suggestions, in that of
 * each mailbox of availability, or on the response.
 */
function codesOf(result: EwsObject): readonly string[] {
  const each = part(result, 'ResponseMessages')?.$each ?? []
  const mailboxes = part(result, 'FreeBusyResponseArray')?.['FreeBusyResponse'] ?? []
  const single = [result, ...(mailboxes as readonly EwsObject[]), part(result, 'SuggestionsResponse')]

  return [
    ...each.map(({ value }) => value),
    ...single.map((answer) => part(answer, 'ResponseMessage')),
    result,
  ]
    .map((item) => (item as EwsObject | undefined)?.['ResponseCode'])
    .filter((code) => typeof code === 'string')
}

function part(parent: EwsObject | undefined, name: string): EwsObject | undefined {
  return parent?.[name] as EwsObject | undefined
}
