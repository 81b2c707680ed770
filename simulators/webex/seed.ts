import type { SitePolicy } from './records/sites.js'

/** The organization as it is provisioned to Webex. Nobody else has an account there. */
export interface WebexSeed {
  readonly name: string
  /** The default site, and who administers it and the organization. */
  readonly site: {
    readonly name: string
    readonly adminMail: string
    readonly adminPassword: string
    /** What the site asks of passwords, as far as it is not the usual. */
    readonly policy?: Partial<SitePolicy>
  }
  /** Further sites, on which nobody has an account but the people who say so. */
  readonly otherSites?: readonly string[]
  readonly people: readonly PersonSeed[]
  readonly rooms: readonly RoomSeed[]
}

export interface PersonSeed {
  readonly mail: string
  readonly displayName: string
  readonly firstName: string
  readonly lastName: string
  /** Default true. */
  readonly hasPersonalRoom?: boolean
  /** Whether the person has a host licence. Default true. */
  readonly isHost?: boolean
  /** The further sites at which the person has an account too, with a room like that at the default site. */
  readonly otherSites?: readonly string[]
  /** The site that the person chose for meetings; nobody has chosen one by default. */
  readonly preferredSite?: string
  /** Whether the person has the calendar service from the start. Default true. */
  readonly isEntitled?: boolean
}

/** A workspace: a device in a meeting room, known by the room's mail address. */
export interface RoomSeed {
  readonly mail: string
  readonly displayName: string
}
