import { LabError } from '../../core/index.js'

/** The code of every error that bytes from the network can cause in the codec. */
export const MALFORMED = 'LDAP_MALFORMED'

/** Input that is not what RFC 4511 describes. The connection turns it into an answer; it never gets further. */
export function malformed(what: string): LabError {
  return new LabError(MALFORMED, { message: `The LDAP message is malformed: ${what}.` })
}

export function isMalformed(error: unknown): error is LabError {
  return error instanceof LabError && error.code === MALFORMED
}
