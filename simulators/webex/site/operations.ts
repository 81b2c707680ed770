import { getApiVersion } from './get-api-version.js'
import { getSite } from './get-site.js'
import { listTimeZones } from './list-time-zones.js'
import { createMeeting } from './meetings/create-meeting.js'
import { deleteMeeting } from './meetings/delete-meeting.js'
import { getHostUrl } from './meetings/get-host-url.js'
import { getJoinUrl } from './meetings/get-join-url.js'
import { getMeeting } from './meetings/get-meeting.js'
import { listMeetings } from './meetings/list-meetings.js'
import { setMeeting } from './meetings/set-meeting.js'
import type { SiteOperation } from './operation.js'
import { authenticateUser } from './users/authenticate-user.js'
import { getLoginTicket } from './users/get-login-ticket.js'
import { getLoginUrl } from './users/get-login-url.js'
import { getUserCard } from './users/get-user-card.js'
import { getUser } from './users/get-user.js'
import { listUsers } from './users/list-users.js'
import { setUser } from './users/set-user.js'

/** The operations of the XML API that are served, by binding and name. */
export const SITE_OPERATIONS: ReadonlyMap<string, SiteOperation> = new Map(
  [
    ...[authenticateUser, getLoginTicket, getLoginUrl, getUser, getUserCard, listUsers, setUser],
    ...[createMeeting, setMeeting, getMeeting, listMeetings, deleteMeeting, getJoinUrl, getHostUrl],
    ...[getSite, listTimeZones, getApiVersion],
  ].map((operation) => [operation.name, operation]),
)
