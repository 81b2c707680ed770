import { siteUsers, type SiteUser } from '../../records/sites.js'
import { findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import type { SiteCall, SiteOperation } from '../operation.js'
import { renderPersonalRoom } from '../render-user.js'

/**
 * GetUserCard: the public side of an account, for anybody who knows the site.
 * @observed in mattermost-plugin-webex, which sends no credentials; @inferred the name of the answer's type
 */
export const getUserCard: SiteOperation = {
  access: 'anyone',
  run(call) {
    const user = find(call)
    if (user === undefined) throw refuse('userNotFound')
    const { personalRoom } = user
    return {
      type: 'use:getUserCardResponse',
      content: personalRoom === null ? [] : [renderPersonalRoom(personalRoom, 'public')],
    }
  },
}

function find({ core, site, request }: SiteCall): SiteUser | undefined {
  const name = request.field('webExId') ?? request.field('email')
  if (name !== undefined) return findSiteUser(core, site, name)

  const url = request.field('personalUrl')
  for (const { record } of core.world.all(siteUsers)) {
    if (record.siteName === site.name && record.personalRoom?.url === url) return record
  }
  return undefined
}
