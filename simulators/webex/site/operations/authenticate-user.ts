import { instant, put } from '../../../core/index.js'
import { findCaller } from '../../identity/caller.js'
import { siteSessions, type SiteUser } from '../../records/sites.js'
import { hashSecret } from '../../secrets.js'
import { authenticate, findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import type { SiteCall, SiteOperation } from '../operation.js'

/** @source webex.md 13 */
export const TICKET_SECONDS = 5400

/** AuthenticateUser: a session ticket for a password or an access token of Webex. @source webex.md 13 */
export const authenticateUser: SiteOperation = {
  access: 'anyone',
  run(call) {
    const { core, site, cause } = call
    const user =
      call.request.field('accessToken') === undefined
        ? authenticate(core, site, call.request.context)
        : byAccessToken(call)
    const ticket = core.ids.hex(32)
    const now = core.clock.now()
    const session = {
      hash: hashSecret(ticket),
      siteName: site.name,
      webExId: user.webExId,
      expires: instant(now + TICKET_SECONDS * 1000),
    }
    core.world.commit({ cause, reason: 'site session', writes: [put(siteSessions, session)] })
    return {
      type: 'use:authenticateUserResponse',
      content: [
        ['use:sessionTicket', ticket],
        ['use:createTime', String(now)],
        ['use:timeToLive', String(TICKET_SECONDS)],
      ],
    }
  },
}

/** The token must be that of the person whom the header names, and good for everything. */
function byAccessToken({ core, site, request }: SiteCall): SiteUser {
  const { webExID, email } = request.context
  const user = findSiteUser(core, site, webExID ?? email ?? '')
  const caller = findCaller(core, request.field('accessToken') ?? '')
  if (user === undefined || caller?.name !== user.email || !caller.scopes.includes('spark:all')) {
    throw refuse('wrongPassword')
  }
  return user
}
