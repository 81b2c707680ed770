/** Where the validator errs against XML Schema itself: what it says, or what the tables say and it does not. */
const WRONG_COMPLAINTS: readonly (readonly [why: string, complaint: RegExp])[] = [
  // XML Schema part 2, 4.3.6: whiteSpace is "collapse" for all types but strings
  [
    'libxml2 refuses white space around dates and durations',
    /: '(\s[^']*|[^']*\s)' is not a valid value of the atomic type 'xs:(dateTime|date|time|duration)'/,
  ],
]

const MISSING_COMPLAINTS: readonly (readonly [why: string, violation: RegExp])[] = [
  // XML Schema part 2, 3.2.16: nothing but the alphabet, padding and white space
  ['libxml2 skips stray characters in base64', /is not a valid Base64 value\.$/],
]

/** Why a complaint about a document that the tables accept is none. */
export function knownQuirk(complaint: string): string | undefined {
  return WRONG_COMPLAINTS.find(([, pattern]) => pattern.test(complaint))?.[0]
}

/** Why the validator is silent about a document that the tables refuse. */
export function knownSilence(violation: string): string | undefined {
  return MISSING_COMPLAINTS.find(([, pattern]) => pattern.test(violation))?.[0]
}
