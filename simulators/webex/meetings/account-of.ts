import type { Core } from '../../core/index.js'
import type { Caller } from '../identity/caller.js'
import { sites, siteUsers, type Site, type SiteUser } from '../records/sites.js'
import { forbidden, notFound } from '../rest/rest-fault.js'

/** An account and its site. */
export interface Account {
  readonly site: Site
  readonly user: SiteUser
}

/** Whose account, and at which site; the caller's own one where meetings are scheduled, if nothing is said. */
export interface AccountWanted {
  readonly email?: string | undefined
  readonly siteUrl?: string | undefined
}

/** What lets an administrator act for others, and what is said to those who may not. */
export interface ForOthers {
  readonly scope: string
  readonly refusal?: string
}

/** The account that a call is about. Throws the fault that keeps the caller out. */
export function accountOf(
  core: Core,
  caller: Caller,
  { email, siteUrl, forOthers }: AccountWanted & { readonly forOthers: ForOthers },
): Account {
  const wanted = email?.toLowerCase() ?? caller.name
  if (wanted !== caller.name && !mayActForOthers(caller, forOthers)) throw forbidden(forOthers.refusal)

  const own = accountsOf(core, caller.orgId, wanted)
  const account = siteUrl === undefined ? own[0] : own.find(({ site }) => site.name === siteUrl.toLowerCase())
  if (account === undefined) throw siteUrl === undefined && wanted === caller.name ? forbidden() : notFound()
  if (account.user.active !== 'ACTIVATED' || account.user.isLocked) throw forbidden()
  return account
}

export function mayActForOthers({ isFullAdministrator, scopes }: Caller, { scope }: ForOthers): boolean {
  return isFullAdministrator && scopes.includes(scope)
}

/** The accounts of a person at the sites of an organization, the one that meetings are scheduled with first (HC-092). */
export function accountsOf({ world }: Core, orgId: string, email: string): readonly Account[] {
  const found = [...world.by(siteUsers, 'email', email)].flatMap(({ record: user }): readonly Account[] => {
    const site = world.get(sites, user.siteName)
    return site?.orgId === orgId ? [{ site, user }] : []
  })
  const rank = ({ site, user }: Account) => (user.isPreferred ? 0 : site.isDefault ? 1 : 2)
  return found.sort((a, b) => rank(a) - rank(b))
}
