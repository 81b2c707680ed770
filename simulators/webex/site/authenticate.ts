import type { Core } from '../../core/index.js'
import { siteSessions, sites, siteUserKey, siteUsers, type Site, type SiteUser } from '../records/sites.js'
import { hashSecret } from '../secrets.js'
import { refuse } from './exceptions.js'
import type { SecurityContext } from './request.js'

/** The site of a request, by the first label of its name or by its number. */
export function findSite({ world }: Core, { siteName, siteID }: SecurityContext): Site {
  const byNumber = siteID === undefined ? undefined : world.one(sites, 'id', siteID)
  const site = siteName === undefined ? byNumber : siteByLabel(world, siteName)
  if (site === undefined) throw refuse('siteNotFound')
  return site
}

function siteByLabel(world: Core['world'], label: string): Site | undefined {
  const wanted = label.toLowerCase()
  for (const { record } of world.all(sites)) {
    if (record.name === wanted || record.name.split('.')[0] === wanted) return record
  }
  return undefined
}

/** The account of a site by its WebEx id or mail address, in any case of letters. */
export function findSiteUser({ world }: Core, site: Site, name: string): SiteUser | undefined {
  const key = siteUserKey(site.name, name.toLowerCase())
  return world.get(siteUsers, key) ?? world.one(siteUsers, 'address', key)
}

/** Who asks: the account that the password or the ticket proves. */
export function authenticate(core: Core, site: Site, context: SecurityContext): SiteUser {
  const user = findSiteUser(core, site, context.webExID ?? context.email ?? '')
  if (context.sessionTicket !== undefined) return byTicket(core, user, context.sessionTicket)

  const isRight = user?.passwordHash === hashSecret(context.password ?? '')
  if (user === undefined || !isRight || !canSignIn(core, user)) throw refuse('wrongPassword')
  return user
}

function byTicket({ world, clock }: Core, user: SiteUser | undefined, ticket: string): SiteUser {
  const session = world.get(siteSessions, hashSecret(ticket))
  const isOwn = session?.siteName === user?.siteName && session?.webExId === user?.webExId
  if (user === undefined || session === undefined || !isOwn || session.expires <= clock.now()) {
    throw refuse('badTicket')
  }
  return user
}

/** @inferred What a locked, expired or deactivated account is told is not published: the same as a wrong password. */
function canSignIn({ clock }: Core, { active, isLocked, passwordExpires }: SiteUser): boolean {
  return active === 'ACTIVATED' && !isLocked && (passwordExpires === null || passwordExpires > clock.now())
}
