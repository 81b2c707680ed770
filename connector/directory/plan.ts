import type { Account, AccountContent, AccountPart, PersonField } from '../ports/people-service.js'
import { matchAccounts, type Mismatch } from './match.js'
import type { Addition, Picture } from './picture.js'
import type { Wanted } from './wanted.js'

/** What differs between an object and its account. */
export type Difference = AccountPart | 'photo'

export interface Modification {
  readonly wanted: Wanted
  readonly account: Account
  readonly differences: readonly Difference[]
  /** Bound by its address for the first time. */
  readonly isAdopted: boolean
}

/** What a run is to do, in the order of objectGUIDs and ids: the same picture gives the same plan. */
export interface Plan {
  readonly matched: readonly { readonly wanted: Wanted; readonly account: Account }[]
  readonly added: readonly Addition[]
  readonly modified: readonly Modification[]
  readonly deleted: readonly Account[]
  readonly mismatched: readonly Mismatch[]
  /** Objects without an address. */
  readonly ignored: readonly Wanted[]
}

export interface PlanOptions {
  readonly unmatched: 'delete' | 'keep'
  /** The fields that come from the directory; the others are the person's own. */
  readonly managed: readonly PersonField[]
  readonly managesManager: boolean
  /** Whether pictures come from the directory. */
  readonly followsPhotos: boolean
}

/** Compares what the directory wants with what there is. */
export function makePlan(picture: Picture, { unmatched, ...options }: PlanOptions): Plan {
  const { accounts } = picture
  const matching = matchAccounts(picture)
  const resolve = managerResolver(picture.wanted, (guid) => matching.byGuid.get(guid)?.id)
  const pairs = matching.pairs.map(({ wanted, account }) => ({
    wanted,
    account,
    isAdopted: account.externalId === null,
    differences: [
      ...partsOf(contentOf(wanted, resolve), account, options),
      ...(photoDiffers(wanted, account.id) ? (['photo'] as const) : []),
    ],
  }))
  const idle = accounts.filter(({ id }) => !matching.claimed.has(id))
  const isKept = ({ isAdministrator, externalId, kind }: Account): boolean =>
    // A workspace that no synchronizer made is Control Hub's own. @inferred
    isAdministrator || (externalId === null && (unmatched === 'keep' || kind === 'room'))
  return {
    matched: pairs.filter(({ differences }) => differences.length === 0),
    modified: pairs.filter(({ differences }) => differences.length > 0),
    added: matching.added,
    deleted: byId(idle.filter((account) => !isKept(account))),
    mismatched: [
      ...matching.mismatched,
      ...byId(idle.filter(isKept)).map(({ uid, id, isAdministrator }): Mismatch => ({
        uid,
        guid: null,
        accountId: id,
        rule: isAdministrator ? 'administrator' : 'not-in-directory',
      })),
    ],
    ignored: matching.ignored,
  }

  function photoDiffers({ photo }: Wanted, id: string): boolean {
    return options.followsPhotos && (picture.photos.get(id) ?? null) !== photo
  }
}

/** Finds the account of somebody's manager, by the name of the manager's object. */
export type ManagerResolver = (wanted: Wanted) => string | null

export function managerResolver(
  wanted: readonly Wanted[],
  accountIdOf: (guid: string) => string | undefined,
): ManagerResolver {
  const guids = new Map(wanted.map(({ dn, guid }) => [dn.toLowerCase(), guid]))
  return ({ managerDn }) => {
    const guid = managerDn === null ? undefined : guids.get(managerDn.toLowerCase())
    return guid === undefined ? null : (accountIdOf(guid) ?? null)
  }
}

export function contentOf(wanted: Wanted, resolve: ManagerResolver): AccountContent {
  const { uid, guid, kind, isActive, fields } = wanted
  return { uid, externalId: guid, kind, isActive, fields, managerId: resolve(wanted) }
}

function partsOf(
  content: AccountContent,
  account: Account,
  { managed, managesManager }: Pick<PlanOptions, 'managed' | 'managesManager'>,
): readonly AccountPart[] {
  const others: Readonly<Record<Exclude<AccountPart, PersonField>, boolean>> = {
    uid: content.uid !== account.uid,
    externalId: content.externalId !== account.externalId,
    inactive: content.isActive !== account.isActive,
    manager: managesManager && content.managerId !== account.managerId,
    kind: content.kind !== account.kind,
  }
  const differing = Object.entries(others).filter(([, differs]) => differs)
  return [
    ...differing.map(([name]) => name as AccountPart),
    ...managed.filter((name) => (content.fields[name] ?? '') !== (account.fields[name] ?? '')),
  ]
}

export function byId<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
