import type { Core } from '../../core/index.js'
import type { PersonalRoom, Site } from '../records/sites.js'
import { accountsOf, type Account } from './account-of.js'
import { PLAN_DEFAULTS } from './new-meeting.js'
import { VIDEO_ADDRESS } from './render-meeting.js'
import { renderTelephony } from './render-telephony.js'

/** A personal room as the Meetings API shows it to its owner. @source webex.md 6 */
export function renderRoom(site: Site, room: PersonalRoom): object {
  const { coHosts, autoLockMinutes } = room
  return {
    topic: room.title,
    hostPin: room.hostPin,
    enabledAutoLock: autoLockMinutes !== null,
    autoLockMinutes: autoLockMinutes ?? 0,
    enabledNotifyHost: room.notifiesHost,
    supportCoHost: coHosts.isSupported,
    supportAnyoneAsCoHost: coHosts.canBeAnyone,
    allowFirstUserToBeCoHost: coHosts.canBeFirst,
    allowAuthenticatedDevices: coHosts.canBeDevices,
    coHosts: coHosts.people,
    personalMeetingRoomLink: room.url,
    sipAddress: room.sip,
    dialInIpAddress: VIDEO_ADDRESS,
    telephony: renderTelephony(site, site.name, room.accessCode),
  }
}

/** The sites of a person, and which of them meetings are scheduled at. */
export function renderSites(core: Core, orgId: string, email: string): object {
  return {
    sites: accountsOf(core, orgId, email).map(({ site }, at) => ({ siteUrl: site.name, default: at === 0 })),
  }
}

export function renderScheduling({ user }: Account): object {
  const { joinBeforeHostMinutes } = PLAN_DEFAULTS
  return { enabledJoinBeforeHost: true, joinBeforeHostMinutes, delegateEmails: user.delegates }
}

/** How people hear and see: what the site offers, for no device of anybody is set up. */
export function renderAudioAndVideo({ site }: Account): object {
  return {
    audio: {
      defaultAudioType: 'webexAudio',
      enabledTollFree: site.dialIn.some(({ tollType }) => tollType === 'toll-free'),
      enabledGlobalCallIn: false,
      enabledAutoConnection: false,
    },
    video: { videoDevices: [] },
  }
}
