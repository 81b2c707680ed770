import type { SiteOperation } from '../operation.js'
import { authenticateUser } from './authenticate-user.js'
import { getSite } from './get-site.js'
import { getUserCard } from './get-user-card.js'
import { getUser } from './get-user.js'

/** The operations of the XML API that are served, by binding and name. */
export const SITE_OPERATIONS: Readonly<Record<string, SiteOperation>> = {
  'user.AuthenticateUser': authenticateUser,
  'user.GetUser': getUser,
  'user.GetUserCard': getUserCard,
  'site.GetSite': getSite,
}
