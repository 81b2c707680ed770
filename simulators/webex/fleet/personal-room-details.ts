import type { Core } from '../../core/index.js'
import type { Person } from '../records/people.js'
import { sites, siteUserKey, siteUsers, type Site } from '../records/sites.js'
import { RestFault } from '../rest/rest-fault.js'

/** How to join the meetings in a person's own room. The host PIN is for the host alone and stays here. */
export function personalRoomDetails(core: Core, organizer: Person, siteName?: string): object {
  const site = findSite(core, organizer.orgId, siteName)
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

/** The named site of an organization, or its default one. */
export function findSite({ world }: Core, orgId: string, name?: string): Site {
  const own = [...world.by(sites, 'organization', orgId)].map(({ record }) => record)
  const site = own.find((one) => (name === undefined ? one.isDefault : one.name === name))
  if (site !== undefined) return site
  throw new RestFault(422, { code: 'UNKNOWN_SITE', message: 'The organization has no such site.' })
}
