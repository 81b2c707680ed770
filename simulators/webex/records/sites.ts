import { collectionOf, type Instant } from '../../core/index.js'

/** A Webex Meetings site; its name is the full host name, lower case. */
export interface Site {
  readonly name: string
  readonly id: string
  readonly uuid: string
  readonly orgId: string
  readonly isDefault: boolean
  readonly dialIn: readonly DialIn[]
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
  readonly host: boolean
  readonly siteAdmin: boolean
  readonly active: 'ACTIVATED' | 'REQUEST_TO_ACTIVATE' | 'DEACTIVATED'
  readonly isLocked: boolean
  readonly passwordExpires: Instant | null
  readonly registered: Instant
  readonly personalRoom: PersonalRoom | null
}

export interface PersonalRoom {
  readonly title: string
  readonly url: string
  readonly sip: string
  readonly accessCode: string
  readonly hostPin: string
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
