import { collectionOf } from '../../core/index.js'

/**
 * What a domain controller knows of an account's password and log-ons. Apart from the entry, so that no search
 * can return the hash and a failed log-on does not change the entry's USN.
 */
export interface Credential {
  /** The account's entry. */
  readonly id: string
  /** MD4 of the password in UTF-16LE, hexadecimal; null as long as no password was ever set. */
  readonly ntHash: string | null
  readonly badPasswordCount: number
  /** Epoch milliseconds; 0 for never. */
  readonly badPasswordAt: number
  /** When the account was locked out; 0 when it is not. */
  readonly lockedOutAt: number
  /** The hashes of the two passwords before, the latest first. */
  readonly earlier?: readonly string[]
}

export const credentials = collectionOf<Credential>()('directory', 'credentials', { key: ({ id }) => id })

export function freshCredential(id: string, ntHash: string | null): Credential {
  return { id, ntHash, badPasswordCount: 0, badPasswordAt: 0, lockedOutAt: 0 }
}

/** How many old passwords can be told from wrong ones. @source Microsoft's "Account lockout policy": the N-2 check */
const EARLIER_PASSWORDS = 2

/**
 * What is known of an account whose password is set anew. An account that is locked out stays so: unlocking is
 * another act. @source MS-ADTS 3.1.1.3.1.5 says of unicodePwd nothing else
 */
export function withPassword(before: Credential, ntHash: string): Credential {
  const { ntHash: last, earlier = [] } = before
  const kept = last === null ? earlier : [last, ...earlier]
  return { ...before, ntHash, earlier: kept.slice(0, EARLIER_PASSWORDS) }
}
