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
}

export const credentials = collectionOf<Credential>()('directory', 'credentials', { key: ({ id }) => id })

export function freshCredential(id: string, ntHash: string | null): Credential {
  return { id, ntHash, badPasswordCount: 0, badPasswordAt: 0, lockedOutAt: 0 }
}
