import { credentials } from '../accounts/credential.js'
import { passwordPolicyOf } from '../accounts/password-policy.js'
import { ACCOUNT_CONTROL } from '../accounts/user-account-control.js'
import { firstValue, integerValue, isOfClass, largeValue } from '../tree/values.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

type Compute = (tree: Tree, entry: StoredEntry) => readonly string[]

/** What follows for an account from its password and its log-ons. @source MS-ADTS 3.1.1.4.5.17, 3.1.1.4.5.36 */
export const ACCOUNT_ATTRIBUTES: Readonly<Record<string, Compute>> = {
  'msDS-User-Account-Control-Computed': ofAccounts((tree, entry) => {
    const lockedOut = tree.world.get(credentials, entry.record.id)?.lockedOutAt
      ? ACCOUNT_CONTROL.lockedOut
      : 0
    return String(lockedOut | (mustChangePassword(entry) ? ACCOUNT_CONTROL.passwordExpired : 0))
  }),
  'msDS-UserPasswordExpiryTimeComputed': ofAccounts(passwordExpiry),
}

function ofAccounts(compute: (tree: Tree, entry: StoredEntry) => string): Compute {
  return (tree, entry) => (isOfClass(entry, 'user') ? [compute(tree, entry)] : [])
}

/** Smart card needed, password for ever, and the accounts of machines and domains. */
const KEEPS_PASSWORD = 0x40000 | ACCOUNT_CONTROL.passwordNeverExpires | 0x3800
const FOR_EVER = String(2n ** 63n - 1n)

function keepsPassword(entry: StoredEntry): boolean {
  return (integerValue(entry, 'userAccountControl') & KEEPS_PASSWORD) !== 0
}

function mustChangePassword(entry: StoredEntry): boolean {
  return !keepsPassword(entry) && firstValue(entry, 'pwdLastSet') === '0'
}

function passwordExpiry(tree: Tree, entry: StoredEntry): string {
  const { maxPasswordAgeMs } = passwordPolicyOf(tree)
  if (keepsPassword(entry)) return FOR_EVER
  const setAt = largeValue(entry, 'pwdLastSet')
  if (setAt === 0n) return '0'
  return maxPasswordAgeMs === null ? FOR_EVER : String(setAt + BigInt(maxPasswordAgeMs) * 10_000n)
}
