import { findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import { operation, type AccountCall } from '../operation.js'
import type { SiteUser } from '../../records/sites.js'
import { LONDON, siteZone } from '../time-zones.js'
import { group, text } from '../xml/request-schema.js'
import { USER, type UserView } from './user-fields.js'

/** GetUser: an account with its personal room, for itself or an administrator of the site. @source webex.md 13 */
export const getUser = operation('account', {
  name: 'user.GetUser',
  request: group({ webExId: text(128) }),
  handle: (call, { webExId }) => viewOf(call, accountFor(call, webExId, 'read')),
  answer: { type: 'use:getUserResponse', fields: USER },
})

/** The account of that name, if the caller may look at it, or act for it. */
export function accountFor(
  { core, site, caller }: AccountCall,
  name: string,
  purpose: 'read' | 'act',
): SiteUser {
  const user = findSiteUser(core, site, name)
  const isOwn = user?.webExId === caller.webExId
  const isReader = purpose === 'read' && caller.readOnlyAdmin
  if (!isOwn && !caller.siteAdmin && !isReader) throw refuse('accessDenied')
  if (user === undefined) throw refuse('userNotFound')
  return user
}

const two = (value: number) => String(Math.floor(value)).padStart(2, '0')

/** @observed webex_xml_api: `Berlin (Europe Summer Time, GMT+02:00)`; @inferred without the name of the season */
function viewOf({ core, zones, site }: AccountCall, user: SiteUser): UserView {
  const now = core.clock.now()
  const { label, iana } = siteZone(user.timeZoneId) ?? siteZone(LONDON) ?? { label: '', iana: 'UTC' }
  const minutes = zones.offsetMs(iana, now) / 60_000
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
  const [, area = '', place = ''] = /, (.*) \((.*)\)$/.exec(label) ?? []
  return { user, site, now, zoneWithDst: `${place} (${area} Time, GMT${offset})` }
}
