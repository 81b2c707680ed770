import { siteUsers, type SiteUser } from '../../records/sites.js'
import { findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import { openOperation, type SiteCall } from '../operation.js'
import { part } from '../xml/fields.js'
import { group, integer, optionalText } from '../xml/request-schema.js'
import { PUBLIC_ROOM } from './room-fields.js'

interface Named {
  readonly webExId?: string | undefined
  readonly email?: string | undefined
  readonly personalUrl?: string | undefined
}

/**
 * GetUserCard: the public side of an account, for anybody who knows the site.
 * @observed in mattermost-plugin-webex, which sends no credentials; @inferred the name of the answer's type
 */
export const getUserCard = openOperation('anyone', {
  name: 'user.GetUserCard',
  request: group({
    webExId: optionalText(128),
    email: optionalText(128),
    personalUrl: optionalText(512),
    avatarSize: integer(1, 4096),
  }),
  handle(call, named): SiteUser {
    const user = find(call, named)
    if (user === undefined) throw refuse('userNotFound')
    return user
  },
  answer: {
    type: 'use:getUserCardResponse',
    fields: [part('use:personalMeetingRoom', ({ personalRoom }: SiteUser) => personalRoom, PUBLIC_ROOM)],
  },
})

/** A personal URL is the address of the room, or the end of it, which the Mattermost plug-in sends. */
function find({ core, site }: SiteCall, { webExId, email, personalUrl }: Named): SiteUser | undefined {
  const name = webExId ?? email
  if (name !== undefined) return findSiteUser(core, site, name)
  if (personalUrl === undefined) return undefined

  const url = personalUrl.includes('://') ? personalUrl : `https://${site.name}/meet/${personalUrl}`
  for (const { record } of core.world.all(siteUsers)) {
    if (record.siteName === site.name && record.personalRoom?.url === url) return record
  }
  return undefined
}
