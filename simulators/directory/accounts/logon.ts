import type { Account } from './account.js'

/** Why Windows refuses a log-on. One reason per sub-code of the LDAP bind error. */
export type LogonFailure =
  | 'no-such-user'
  | 'bad-password'
  | 'logon-hours'
  | 'workstation'
  | 'password-expired'
  | 'disabled'
  | 'account-expired'
  | 'must-change'
  | 'locked-out'

/** The outcome of a log-on; `account` of a refusal is for the journal, never for the answer. */
export type LogonOutcome =
  | { readonly kind: 'granted'; readonly account: Account }
  | { readonly kind: 'refused'; readonly reason: LogonFailure; readonly account: Account | undefined }

/** What a client without a workstation name is: most protocols carry none. */
export interface LogonContext {
  /** NetBIOS name of the client machine as it claims (NTLM), checked against `userWorkstations`. */
  readonly workstation?: string
}

/** Checks a proof of the password against the stored NT hash; the hash never leaves the caller's stack. */
export type PasswordProof = (ntHash: Uint8Array) => boolean
