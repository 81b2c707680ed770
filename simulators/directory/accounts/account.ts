import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'

/**
 * A security principal that can log on: what the wire may know about it. The password hash stays in the
 * credential record and never leaves this folder.
 */
export interface Account {
  /** Dashed, lower case; the key of the directory entry. */
  readonly objectGuid: string
  /** String form, `S-1-5-21-…-1104`. */
  readonly sid: string
  readonly sAMAccountName: string
  readonly netbiosDomain: string
  /** The userPrincipalName attribute, or the implicit `sam@dns.domain` when the entry has none. */
  readonly userPrincipalName: string
  readonly displayName: string
  readonly distinguishedName: string
}

const downLevelNames = new WeakMap<Account, string>()

/** `DOMAIN\user`, as Who Am I, the journal and Windows dialogs show an account: for each account one string. */
export function downLevelName(account: Account): string {
  const known = downLevelNames.get(account)
  if (known !== undefined) return known
  const name = `${account.netbiosDomain}\\${account.sAMAccountName}`
  downLevelNames.set(account, name)
  return name
}

/** The account of an entry that has a security identifier. */
export function accountOf(tree: Tree, entry: StoredEntry): Account {
  const sAMAccountName = firstValue(entry, 'sAMAccountName') ?? entry.record.name
  return {
    objectGuid: entry.record.id,
    sid: firstValue(entry, 'objectSid') ?? '',
    sAMAccountName,
    netbiosDomain: tree.forest.netbiosDomain,
    userPrincipalName: firstValue(entry, 'userPrincipalName') ?? `${sAMAccountName}@${tree.forest.dnsDomain}`,
    displayName: firstValue(entry, 'displayName') ?? entry.record.name,
    distinguishedName: tree.nameOf(entry),
  }
}
