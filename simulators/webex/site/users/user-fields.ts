import type { Instant } from '../../../core/index.js'
import type { DialIn, Site, SiteUser } from '../../records/sites.js'
import { formatSiteTime } from '../site-time.js'
import { siteZone } from '../time-zones.js'
import { each, field, fixed, fixedAll, group, part, type Fields } from '../xml/fields.js'
import {
  MEETING_CENTER_ONLY,
  MY_WEBEX_AFTER,
  MY_WEBEX_BEFORE,
  NO_ADDRESS,
  NO_MAILINGS,
  NO_PHONES,
  NO_SERVICE_DESK,
  OFFICE_OPTIONS,
  SESSION_OPTIONS,
} from './account-defaults.js'
import { OWN_ROOM } from './room-fields.js'

/** An account as an operation looks at it. */
export interface UserView {
  readonly user: SiteUser
  readonly site: Site
  readonly now: Instant
  /** What the clock of the account's zone is called and how far it is from GMT: `London (GMT+01:00)`. */
  readonly zoneWithDst: string
}

const DAY_MS = 86_400_000

const passwordDaysLeft = ({ user: { passwordExpires }, now }: UserView): number =>
  passwordExpires === null ? 0 : Math.max(0, Math.ceil((passwordExpires - now) / DAY_MS))

const PRIVILEGE: Fields<UserView> = [
  field('use:host', ({ user }) => user.host),
  ...fixedAll('use', {
    teleConfCallOut: true,
    teleConfCallOutInternational: false,
    teleConfCallIn: true,
    teleConfTollFreeCallIn: true,
  }),
  field('use:siteAdmin', ({ user }) => user.siteAdmin),
  fixed('use:voiceOverIp', true),
  field('use:roSiteAdmin', ({ user }) => user.readOnlyAdmin),
  ...fixedAll('use', { labAdmin: false, otherTelephony: false, teleConfCallInInternational: false }),
  field('use:attendeeOnly', ({ user }) => !user.host),
  ...fixedAll('use', { recordingEditor: true, meetingAssist: false, allowExtAttendees: true }),
  fixed('use:isEnableCET', true),
  field('use:isEnablePMR', ({ user }) => user.personalRoom !== null),
]

interface Account {
  readonly dialIn: DialIn
  readonly index: number
  readonly accessCode: string
}

/** The numbers that people call, an account for each. */
const accountsOf = ({ user: { personalRoom }, site }: UserView): readonly Account[] =>
  personalRoom === null
    ? []
    : site.dialIn.map((dialIn, at) => ({ dialIn, index: at + 1, accessCode: personalRoom.accessCode }))

const numberOf =
  (tollType: DialIn['tollType']) =>
  ({ dialIn }: Account): string | undefined =>
    dialIn.tollType === tollType ? dialIn.number : undefined

/** @inferred the elements of an account: webex.md 13 names the block, not what it holds */
const ACCOUNT: Fields<Account> = [
  field('com:accountIndex', ({ index }) => index),
  field('com:tollCallInNumber', numberOf('toll')),
  field('com:tollFreeCallInNumber', numberOf('toll-free')),
  field('com:participantAccessCode', ({ accessCode }) => accessCode),
]

/** All that the site tells of an account, in order. @source webex.md 13; @observed webex_xml_api, recorded reply */
export const USER: Fields<UserView> = [
  field('use:firstName', ({ user }) => user.firstName),
  field('use:lastName', ({ user }) => user.lastName),
  field('use:title', ({ user }) => user.title),
  fixed('use:categoryId', 0),
  fixed('use:description', ''),
  field('use:company', ({ user }) => user.company),
  field('use:webExId', ({ user }) => user.webExId),
  NO_ADDRESS,
  NO_PHONES,
  field('use:email', ({ user }) => user.email),
  fixed('use:password', '******'),
  fixed('use:expirationDate', 'none'),
  NO_MAILINGS,
  group('use:meetingTypes', [fixed('use:meetingType', 1)]),
  OFFICE_OPTIONS,
  field('use:timeZoneID', ({ user }) => user.timeZoneId),
  field('use:timeZone', ({ user }) => siteZone(user.timeZoneId)?.label),
  field('use:timeZoneWithDST', ({ zoneWithDst }) => zoneWithDst),
  group('use:tracking', []),
  fixed('use:service', 'FREE_OFFICE'),
  group('use:privilege', PRIVILEGE),
  fixed('use:language', 'ENGLISH'),
  fixed('use:locale', 'U.S.'),
  field('use:schedulingPermission', ({ user }) => user.delegates.join(';')),
  field('use:active', ({ user }) => user.active),
  MEETING_CENTER_ONLY,
  group('use:myWebEx', [
    ...MY_WEBEX_BEFORE,
    field('use:personalMeetingRoom', ({ user }: UserView) => user.personalRoom !== null),
    ...MY_WEBEX_AFTER,
  ]),
  group('use:personalTeleconf', [
    each('use:account', accountsOf, ACCOUNT),
    fixed('use:joinBeforeHost', false),
  ]),
  group('use:videoSystems', []),
  part('use:personalMeetingRoom', ({ user }: UserView) => user.personalRoom, OWN_ROOM),
  SESSION_OPTIONS,
  NO_SERVICE_DESK,
  group('use:security', [
    field('use:forceChangePassword', ({ user }: UserView) => user.mustChangePassword),
    fixed('use:resetPassword', false),
    field('use:lockAccount', ({ user }: UserView) => user.isLocked),
  ]),
  fixed('use:languageID', 1),
  field('use:registrationDate', ({ user }) => formatSiteTime(user.registered)),
  fixed('use:visitCount', 0),
  field('use:userId', ({ user }) => user.userId),
  field('use:passwordExpires', ({ user }) => user.passwordExpires !== null),
  field('use:passwordDaysLeft', passwordDaysLeft),
]
