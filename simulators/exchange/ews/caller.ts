/** The mailbox on whose behalf a request acts: the caller's own, or the one it impersonates. */
export interface ActingMailbox {
  readonly mailboxGuid: string
  readonly primarySmtpAddress: string
  readonly displayName: string
}

/** Who sent a request, and for whom. Made by `access/` from the credentials and the impersonation header. */
export interface Caller {
  /** The account that logged in: it owns subscriptions, whoever it impersonates. */
  readonly account: { readonly sid: string; readonly userPrincipalName: string }
  /** Undefined when an account without a mailbox calls and impersonates nobody. */
  readonly mailbox: ActingMailbox | undefined
  readonly impersonating: boolean
}
