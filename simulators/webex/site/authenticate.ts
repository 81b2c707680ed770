import { put, type Core } from '../../core/index.js'
import { findCaller } from '../identity/caller.js'
import { siteSessions, siteUserKey, siteUsers, sites, type Site, type SiteUser } from '../records/sites.js'
import { hashSecret } from '../secrets.js'
import { refuse } from './exceptions.js'
import type { SiteCall } from './operation.js'
import type { SecurityContext } from './request.js'

/**
 * The site of a request, by the first label of its name or by its number. A partner id counts beside the number alone.
 * @inferred that a wrong one is told as a site that there is not
 */
export function findSite({ world }: Core, { siteName, siteID, partnerID }: SecurityContext): Site {
  if (siteName !== undefined) return siteByLabel(world, siteName)

  const site = siteID === undefined ? undefined : world.one(sites, 'id', siteID)
  const isPartner = partnerID === undefined || partnerID === site?.partnerId
  if (site === undefined || !isPartner) throw refuse('siteNotFound')
  return site
}

function siteByLabel(world: Core['world'], label: string): Site {
  const wanted = label.toLowerCase()
  for (const { record } of world.all(sites)) {
    if (record.name === wanted || record.name.split('.')[0] === wanted) return record
  }
  throw refuse('siteNotFound')
}

/** The account of a site by its WebEx id or mail address, in any case of letters. */
export function findSiteUser({ world }: Core, site: Site, name: string): SiteUser | undefined {
  const key = siteUserKey(site.name, name.toLowerCase())
  return world.get(siteUsers, key) ?? world.one(siteUsers, 'address', key)
}

/** Who asks: the account that a password, a ticket or an access token of the cloud proves. */
export function authenticate(call: SiteCall): SiteUser {
  const { core, site, context } = call
  const user = findSiteUser(core, site, context.webExID ?? context.email ?? '')
  if (context.sessionTicket !== undefined) return byTicket(core, user, context.sessionTicket)
  if (context.webExAccessToken !== undefined) return byAccessToken(core, user, context.webExAccessToken)
  return byPassword(call, user)
}

/** The token must be that of the person whom the header names, and good for everything. @source webex.md 13 */
export function byAccessToken(core: Core, user: SiteUser | undefined, token: string): SiteUser {
  const caller = findCaller(core, token)
  if (user === undefined || caller?.name !== user.email || !caller.scopes.includes('spark:all')) {
    throw refuse('wrongPassword')
  }
  return open(user)
}

function byTicket(core: Core, user: SiteUser | undefined, ticket: string): SiteUser {
  const session = core.world.get(siteSessions, hashSecret(ticket))
  const isOwn = session?.siteName === user?.siteName && session?.webExId === user?.webExId
  if (user === undefined || session === undefined || !isOwn || session.expires <= core.clock.now()) {
    throw refuse('badTicket')
  }
  return open(user)
}

function byPassword(call: SiteCall, user: SiteUser | undefined): SiteUser {
  const { core, context } = call
  if (user === undefined) throw refuse('wrongPassword')
  if (user.passwordHash !== hashSecret(context.password ?? '')) {
    countFailure(call, user)
    throw refuse('wrongPassword')
  }

  const opened = open(user)
  if (user.failedSignIns > 0) keep(call, { ...user, failedSignIns: 0 }, 'site account signed in')
  if (user.passwordExpires !== null && user.passwordExpires <= core.clock.now()) {
    throw refuse('wrongPassword', { reason: 'The password has expired' })
  }
  return opened
}

/** Wrong passwords in a row lock an account whose site says so. */
function countFailure(call: SiteCall, user: SiteUser): void {
  const limit = call.site.policy.lockAfterFailures
  if (limit === null) return
  const failedSignIns = user.failedSignIns + 1
  const isLocked = user.isLocked || failedSignIns >= limit
  keep(call, { ...user, failedSignIns, isLocked }, isLocked ? 'site account locked' : 'site sign-in failed')
}

function keep({ core, cause }: SiteCall, user: SiteUser, reason: string): void {
  core.world.commit({ cause, reason, writes: [put(siteUsers, user)] })
}

/** The account, unless it is closed. @inferred that its holder learns why, in a sub-error */
function open(user: SiteUser): SiteUser {
  if (user.isLocked) throw refuse('wrongPassword', { reason: 'The account is locked' })
  if (user.active !== 'ACTIVATED') throw refuse('wrongPassword', { reason: 'The account is not active' })
  return user
}
