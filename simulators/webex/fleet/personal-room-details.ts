import type { Core } from '../../core/index.js'
import { findSite } from '../find-site.js'
import { accountsOf } from '../meetings/account-of.js'
import type { Person } from '../records/people.js'
import { siteUserKey, siteUsers, type Site } from '../records/sites.js'
import { RestFault } from '../rest/rest-fault.js'

/** How to join the meetings in a person's own room. The host PIN is for the host alone and stays here. */
export function personalRoomDetails(core: Core, organizer: Person, siteName?: string): object {
  const site = siteName === undefined ? siteOf(core, organizer) : findSite(core, organizer.orgId, siteName)
  const room = core.world.one(siteUsers, 'address', siteUserKey(site.name, organizer.email))?.personalRoom
  if (room == null) {
    throw new RestFault(404, { code: 'NO_PERSONAL_ROOM', message: 'The organizer has no personal room.' })
  }
  return {
    type: 'personalRoom',
    joinUrl: room.url,
    sipUri: room.sip,
    meetingNumber: room.accessCode,
    accessCode: room.accessCode,
    dialIn: site.dialIn,
    language: 'en_US',
  }
}

/** The site that the organizer chose, or else the default one (HC-092). */
function siteOf(core: Core, { orgId, email }: Person): Site {
  return accountsOf(core, orgId, email)[0]?.site ?? findSite(core, orgId)
}
