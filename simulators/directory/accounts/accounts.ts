import type { Account } from './account.js'
import type { LogonContext, LogonOutcome, PasswordProof } from './logon.js'

/**
 * One truth about who may log on, for LDAP binds and Exchange alike: names, passwords, lock-out, expiry.
 *
 * Names: `find` and the log-ons take every form that AD's simple bind takes (`ldap.md` 3): DN, UPN, implicit
 * UPN, `DOMAIN\user`, canonical name, `{objectGUID}`, SID, unique displayName. `findWindows` takes what a
 * Windows log-on takes (Basic, NTLM): UPN, implicit UPN, `DOMAIN\user`, bare user name.
 */
export interface Accounts {
  find(name: string): Account | undefined
  findWindows(name: string): Account | undefined
  bySid(sid: string): Account | undefined
  byGuid(objectGuid: string): Account | undefined

  /** A log-on with the password itself by any bind name. A right one clears the count of wrong ones. */
  verifyPassword(name: string, password: string, context?: LogonContext): LogonOutcome
  /** The same for Windows names (HTTP Basic). */
  verifyWindowsPassword(name: string, password: string, context?: LogonContext): LogonOutcome
  /** The same when the client proves the password another way (NTLM). `account` undefined: unknown user. */
  verifyProof(account: Account | undefined, proof: PasswordProof, context?: LogonContext): LogonOutcome

  /** Sets a password (as an administrator) and pwdLastSet. Who is locked out stays so. */
  setPassword(objectGuid: string, password: string): void
}
