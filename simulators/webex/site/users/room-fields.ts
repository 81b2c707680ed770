import type { PersonalRoom } from '../../records/sites.js'
import { field, fixed, group, type Fields } from '../xml/fields.js'

/** The personal room as the public sees it: without what lets somebody be its host. */
export const PUBLIC_ROOM: Fields<PersonalRoom> = [
  field('use:title', ({ title }) => title),
  field('use:personalMeetingRoomURL', ({ url }) => url),
  field('use:sipURL', ({ sip }) => sip),
  field('use:accessCode', ({ accessCode }) => accessCode),
]

/** The personal room of an account, in order. @source webex.md 13 */
export const OWN_ROOM: Fields<PersonalRoom> = [
  ...PUBLIC_ROOM,
  field('use:hostPIN', ({ hostPin }) => hostPin),
  fixed('use:applyPMRForInstantMeeting', false),
  field('use:PMRAutoLock', ({ autoLockMinutes }) => autoLockMinutes !== null),
  field('use:PMRAutoLockWaitTime', ({ autoLockMinutes }) => autoLockMinutes ?? 0),
  group('use:PRNotifications', [
    field('use:mode', ({ notifiesHost }: PersonalRoom) => (notifiesHost ? 'EMAIL' : 'NONE')),
  ]),
]
