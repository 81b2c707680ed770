import { collectionOf, type Instant } from '../../core/index.js'

/** A meeting that was scheduled at a site, by whichever door: the XML API, the Meetings REST API or the site itself. */
export interface SiteMeeting {
  /** What the REST API calls it; 32 hexadecimal digits. */
  readonly id: string
  /** The meeting number, which the XML API calls meeting key. */
  readonly number: string
  readonly siteName: string
  readonly hostWebExId: string
  readonly title: string
  readonly agenda: string
  /** Empty for a meeting without one. */
  readonly password: string
  /** The same for telephones and video systems: digits alone. */
  readonly numericPassword: string
  readonly start: Instant
  readonly durationMinutes: number
  /** The zone that it was scheduled in, by its name in the zone database. */
  readonly timeZone: string
  readonly recurrence: Recurrence | null
  readonly invitees: readonly MeetingInvitee[]
  readonly isListed: boolean
  readonly isPublic: boolean
  readonly joinBeforeHostMinutes: number
  readonly canJoinTelephoneBeforeHost: boolean
  readonly telephony: 'NONE' | 'CALLIN' | 'CALLBACK' | 'OTHER'
  readonly telephonyDescription: string
  readonly maxParticipants: number
  /** Options that were set, by their names in `enableOptions`; the others have their defaults. */
  readonly options: Readonly<Record<string, boolean>>
  /** By `trackingCode1` to `trackingCode10`. */
  readonly tracking: Readonly<Record<string, string>>
  /** The session type of the site, which the XML API calls meeting type. */
  readonly sessionType: number
  readonly excludesPassword: boolean
  readonly requiresAccount: boolean
  /** The space that it belongs to, if any. */
  readonly roomId: string | null
  readonly hostKey: string
  readonly guestToken: string
  readonly eventId: string
  /** The end of the links that open it: 32 hexadecimal digits, one for the host and one for everybody else. */
  readonly links: { readonly host: string; readonly attendee: string }
  readonly created: Instant
}

export interface MeetingInvitee {
  readonly email: string
  readonly displayName: string
  readonly isCoHost: boolean
}

/** When a meeting happens again; days are 0 for Sunday to 6 for Saturday. */
export interface Recurrence {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  readonly interval: number
  readonly count: number | null
  readonly until: Instant | null
  readonly days: readonly number[]
  readonly dayInMonth: number | null
  /** 1 to 4, or 5 for the last. */
  readonly weekInMonth: number | null
  readonly monthInYear: number | null
}

export const siteMeetings = collectionOf<SiteMeeting>()('webex', 'siteMeetings', {
  key: ({ id }) => id,
  indexes: {
    number: ({ siteName, number }) => `${siteName}/${number}`,
    site: ({ siteName }) => siteName,
    host: ({ siteName, hostWebExId }) => `${siteName}/${hostWebExId}`,
    invitee: ({ invitees }) => invitees.map(({ email }) => email),
  },
})
