/** The errors of POX Autodiscover, which come with HTTP 200. @source ews.md 8.2; @inferred the texts of 501 and 603 */
export const POX_ERRORS = {
  500: "The email address can't be found.",
  501: 'The email address is invalid.',
  600: 'Invalid Request',
  601: 'Provider is not available',
  603: 'The server encountered an error.',
} as const

export type PoxErrorCode = keyof typeof POX_ERRORS

export function isPoxErrorCode(code: PropertyKey): code is PoxErrorCode {
  return Object.hasOwn(POX_ERRORS, code)
}
