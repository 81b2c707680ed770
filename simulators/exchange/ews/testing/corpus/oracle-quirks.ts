/** Where the validator errs against XML Schema itself, by the beginning of its complaint. */
const QUIRKS: readonly (readonly [why: string, complaint: RegExp])[] = [
  // XML Schema part 2, 4.3.6: whiteSpace is "collapse" for all types but strings
  [
    'libxml2 refuses white space around dates and durations',
    /: '(\s[^']*|[^']*\s)' is not a valid value of the atomic type 'xs:(dateTime|date|time|duration)'/,
  ],
]

/** Why a complaint about a document that the tables accept is none. */
export function knownQuirk(complaint: string): string | undefined {
  return QUIRKS.find(([, pattern]) => pattern.test(complaint))?.[0]
}
