import type { Core } from '../../core/index.js'
import type { SiteMeeting } from '../records/site-meetings.js'

/** What somebody decides who schedules a meeting; the rest are names that the site gives. */
export type MeetingPlan = Omit<
  SiteMeeting,
  'id' | 'number' | 'numericPassword' | 'hostKey' | 'guestToken' | 'eventId' | 'links' | 'created'
>

/** What a plan leaves open. @inferred the defaults of a site as it comes */
export const PLAN_DEFAULTS = {
  agenda: '',
  password: '',
  recurrence: null,
  invitees: [],
  isListed: false,
  isPublic: false,
  joinBeforeHostMinutes: 5,
  canJoinTelephoneBeforeHost: false,
  telephony: 'CALLIN',
  telephonyDescription: '',
  maxParticipants: 0,
  options: {},
  tracking: {},
  sessionType: 1,
  excludesPassword: false,
  requiresAccount: false,
  roomId: null,
} as const satisfies Partial<MeetingPlan>

/** A meeting at a site, whichever door it is scheduled by. @observed webex_xml_api: numbers of nine digits, six for the host key */
export function newMeeting({ ids, random, clock }: Core, plan: MeetingPlan): SiteMeeting {
  const digits = (count: number) => String(10 ** (count - 1) + random.integer(9 * 10 ** (count - 1)))
  return {
    ...plan,
    id: ids.hex(16),
    number: digits(9),
    numericPassword: digits(8),
    hostKey: digits(6),
    guestToken: ids.hex(16),
    eventId: digits(9),
    links: { host: ids.hex(16), attendee: ids.hex(16) },
    created: clock.now(),
  }
}

/** The page that opens a meeting. @observed webex_xml_api, recorded replies */
export function meetingLink({ siteName, links }: SiteMeeting, audience: keyof SiteMeeting['links']): string {
  const label = siteName.split('.')[0] ?? siteName
  return `https://${siteName}/${label}/j.php?MTID=m${links[audience]}`
}
