import { collectionOf, type Instant } from '../../core/index.js'

/** A Webex Meetings site; its name is the full host name, lower case. */
export interface Site {
  readonly name: string
  readonly id: string
  readonly uuid: string
  readonly orgId: string
  readonly isDefault: boolean
  /** What clients name beside the number of the site. */
  readonly partnerId: string
  /** `timeZoneID` of accounts that have none of their own. */
  readonly timeZoneId: number
  readonly dialIn: readonly DialIn[]
  readonly policy: SitePolicy
}

/** What a site asks of passwords. @source XML API, GetSite: securityOptions, passwordCriteria, accountPasswordCriteria */
export interface SitePolicy {
  readonly requiresMeetingPassword: boolean
  readonly accountPassword: PasswordCriteria
  readonly meetingPassword: PasswordCriteria
  /** For how long a new password of an account is good; null for ever. */
  readonly passwordLifetimeDays: number | null
  /** After how many wrong passwords in a row an account is locked; null for never. */
  readonly lockAfterFailures: number | null
}

export interface PasswordCriteria {
  readonly minLength: number
  readonly minAlpha: number
  readonly minNumeric: number
  readonly minSpecial: number
  readonly mixedCase: boolean
}

/** A number that people call to join by telephone. */
export interface DialIn {
  readonly label: string
  readonly number: string
  readonly tollType: 'toll' | 'toll-free'
}

export const sites = collectionOf<Site>()('webex', 'sites', {
  key: ({ name }) => name,
  indexes: { id: ({ id }) => id, organization: ({ orgId }) => orgId },
})

/** An account at a site. `email` and `webExId` are lower case and as a rule the same. */
export interface SiteUser {
  readonly siteName: string
  readonly webExId: string
  readonly email: string
  readonly userId: string
  readonly firstName: string
  readonly lastName: string
  /** Null for an account that cannot sign in to the XML API by itself. */
  readonly passwordHash: string | null
  /** Whether the account has a host licence: without one it can only attend. */
  readonly host: boolean
  readonly siteAdmin: boolean
  /** Who reads what an administrator reads and changes nothing. */
  readonly readOnlyAdmin: boolean
  readonly active: 'ACTIVATED' | 'REQUEST_TO_ACTIVATE' | 'DEACTIVATED'
  readonly isLocked: boolean
  /** Wrong passwords in a row. */
  readonly failedSignIns: number
  readonly mustChangePassword: boolean
  readonly passwordExpires: Instant | null
  readonly registered: Instant
  readonly personalRoom: PersonalRoom | null
  /** Whether it is this one of a person's accounts that meetings are scheduled with. */
  readonly isPreferred: boolean
  readonly company: string
  readonly title: string
  readonly timeZoneId: number
  /** Who may schedule in the name of this host: mail addresses or WebEx ids, lower case. */
  readonly delegates: readonly string[]
}

export interface PersonalRoom {
  readonly title: string
  readonly url: string
  readonly sip: string
  readonly accessCode: string
  readonly hostPin: string
  /** Locked that many minutes after the meeting began; null for never. */
  readonly autoLockMinutes: number | null
  readonly notifiesHost: boolean
  readonly coHosts: RoomCoHosts
}

/** Who else can host in a personal room. @source developer.webex.com, meeting preferences */
export interface RoomCoHosts {
  readonly isSupported: boolean
  readonly canBeAnyone: boolean
  readonly canBeFirst: boolean
  readonly canBeDevices: boolean
  readonly people: readonly { readonly email: string; readonly displayName: string }[]
}

export const siteUserKey = (siteName: string, webExId: string): string => `${siteName}/${webExId}`

export const siteUsers = collectionOf<SiteUser>()('webex', 'siteUsers', {
  key: ({ siteName, webExId }) => siteUserKey(siteName, webExId),
  indexes: { address: ({ siteName, email }) => siteUserKey(siteName, email), email: ({ email }) => email },
})

/** A session of the XML API: found by the hash of its ticket. */
export interface SiteSession {
  readonly hash: string
  readonly siteName: string
  readonly webExId: string
  readonly expires: Instant
}

export const siteSessions = collectionOf<SiteSession>()('webex', 'siteSessions', { key: ({ hash }) => hash })

/** A ticket that signs an account in at the web pages of a site, once: found by its hash. */
export const siteLoginTickets = collectionOf<SiteSession>()('webex', 'siteLoginTickets', {
  key: ({ hash }) => hash,
})
