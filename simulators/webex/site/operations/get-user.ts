import { findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import type { SiteOperation } from '../operation.js'
import { renderUser } from '../render-user.js'

/** GetUser: an account with its personal room, for itself or an administrator of the site. @source webex.md 13 */
export const getUser: SiteOperation = {
  access: 'account',
  run({ core, site, request }, caller) {
    const name = request.field('webExId') ?? ''
    const user = findSiteUser(core, site, name)
    const isOwn = user !== undefined && user.webExId === caller.webExId
    if (!isOwn && !caller.siteAdmin) throw refuse('accessDenied')
    if (user === undefined) throw refuse('userNotFound')
    return { type: 'use:getUserResponse', content: renderUser(user, site) }
  },
}
