import { instant, put, type Instant } from '../../../core/index.js'
import { siteSessions } from '../../records/sites.js'
import { hashSecret } from '../../secrets.js'
import { authenticate, byAccessToken, findSiteUser } from '../authenticate.js'
import { openOperation } from '../operation.js'
import { field } from '../xml/fields.js'
import { group, optionalText } from '../xml/request-schema.js'

/** @source webex.md 13 */
const TICKET_SECONDS = 5400

interface Opened {
  readonly ticket: string
  readonly created: Instant
}

/** AuthenticateUser: a session ticket for a password or an access token of Webex. @source webex.md 13 */
export const authenticateUser = openOperation('anyone', {
  name: 'user.AuthenticateUser',
  request: group({ accessToken: optionalText() }),
  handle(call, { accessToken }): Opened {
    const { core, site, context, cause } = call
    const named = findSiteUser(core, site, context.webExID ?? context.email ?? '')
    const user = accessToken === undefined ? authenticate(call) : byAccessToken(core, named, accessToken)
    const ticket = core.ids.hex(32)
    const created = core.clock.now()
    const session = {
      hash: hashSecret(ticket),
      siteName: site.name,
      webExId: user.webExId,
      expires: instant(created + TICKET_SECONDS * 1000),
    }
    core.world.commit({ cause, reason: 'site session', writes: [put(siteSessions, session)] })
    return { ticket, created }
  },
  answer: {
    type: 'use:authenticateUserResponse',
    fields: [
      field('use:sessionTicket', ({ ticket }: Opened) => ticket),
      field('use:createTime', ({ created }: Opened) => created),
      field('use:timeToLive', () => TICKET_SECONDS),
    ],
  },
})
