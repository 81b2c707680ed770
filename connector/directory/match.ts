import type { Account } from '../ports/people-service.js'
import type { Addition, Picture } from './picture.js'
import type { Wanted } from './wanted.js'

/** Why something could not be brought together. */
export type MismatchRule =
  | 'address-taken' // another object has the address, and its account
  | 'address-reserved' // the address was somebody's until a short while ago
  | 'administrator' // an administrator's account without an object
  | 'not-in-directory' // an account without an object, which is kept

export interface Mismatch {
  readonly uid: string
  readonly guid: string | null
  readonly accountId: string | null
  readonly rule: MismatchRule
}

export interface Matching {
  readonly pairs: readonly { readonly wanted: Wanted; readonly account: Account }[]
  readonly byGuid: ReadonlyMap<string, Account>
  /** The accounts that somebody in the directory has, also where they cannot be brought in line. */
  readonly claimed: ReadonlySet<string>
  readonly added: readonly Addition[]
  readonly mismatched: readonly Mismatch[]
  readonly ignored: readonly Wanted[]
}

/**
 * Finds the account of each object: the one that is bound to it by externalId, else the one with its address that is
 * bound to nobody who is still there.
 *
 * @source ldap.md 8: by mail address first. @inferred that a bond once made goes before an address
 */
export function matchAccounts({ wanted, accounts, softDeleted }: Picture): Matching {
  const present = new Set(wanted.filter(({ uid }) => uid !== '').map(({ guid }) => guid))
  const bound = new Map(accounts.flatMap((one) => (one.externalId === null ? [] : [[one.externalId, one]])))
  const byAddress = new Map(accounts.map((one) => [one.uid, one]))
  const reserved = new Map(softDeleted.map((one) => [one.uid, one]))
  const former = new Set(softDeleted.map(({ externalId }) => externalId))
  const pairs: { wanted: Wanted; account: Account }[] = []
  const claimed = new Set<string>()
  const added: Addition[] = []
  const mismatched: Mismatch[] = []

  for (const { owner, losers } of owners(wanted, byAddress)) {
    place(owner)
    for (const loser of losers) refuse(loser, 'address-taken')
  }
  return {
    pairs,
    byGuid: new Map(pairs.map((pair) => [pair.wanted.guid, pair.account])),
    claimed,
    added,
    mismatched,
    ignored: byGuid(wanted.filter(({ uid }) => uid === '')),
  }

  function place(one: Wanted): void {
    const account = bound.get(one.guid) ?? unclaimed(one.uid)
    if (account !== undefined) {
      claimed.add(account.id)
      pairs.push({ wanted: one, account })
      return
    }
    if (byAddress.has(one.uid)) return refuse(one, 'address-taken')
    const holder = reserved.get(one.uid)
    if (holder !== undefined && holder.externalId !== one.guid) return refuse(one, 'address-reserved')
    added.push({ wanted: one, isRestored: former.has(one.guid) })
  }

  function unclaimed(uid: string): Account | undefined {
    const account = byAddress.get(uid)
    const isClaimed = account?.externalId != null && present.has(account.externalId)
    return isClaimed ? undefined : account
  }

  /** What it has stays as it is. */
  function refuse({ uid, guid }: Wanted, rule: MismatchRule): void {
    const account = bound.get(guid)
    if (account !== undefined) claimed.add(account.id)
    mismatched.push({ uid, guid, accountId: account?.id ?? null, rule })
  }
}

/** Who has an address that several objects hold: the one with the account, else the first by objectGUID. */
function owners(
  wanted: readonly Wanted[],
  byAddress: ReadonlyMap<string, Account>,
): readonly { readonly owner: Wanted; readonly losers: readonly Wanted[] }[] {
  const groups = new Map<string, Wanted[]>()
  for (const one of byGuid(wanted)) {
    if (one.uid !== '') groups.set(one.uid, [...(groups.get(one.uid) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const owner = group.find(({ guid, uid }) => byAddress.get(uid)?.externalId === guid) ?? group[0]
    if (owner === undefined) return []
    return [{ owner, losers: group.filter((one) => one !== owner) }]
  })
}

function byGuid(wanted: readonly Wanted[]): readonly Wanted[] {
  return wanted.toSorted((one, other) => (one.guid < other.guid ? -1 : 1))
}
