import type { ControllerPlan } from '../controllers/plan-controllers.js'

/** A person with an account. Without `remoteAddress` the mailbox is in this Exchange. */
export interface PersonSeed {
  /** sAMAccountName, mailNickname and the local part of the address. */
  readonly alias: string
  readonly displayName: string
  readonly givenName: string
  readonly surname: string
  readonly password: string
  /** Default `alias@dnsDomain`. */
  readonly mail?: string
  readonly title?: string
  readonly department?: string
  readonly telephoneNumber?: string
  /** Alias of the manager. */
  readonly manager?: string
  /** Where the mailbox is when it has been moved to the cloud. */
  readonly remoteAddress?: string
}

export interface RoomSeed {
  readonly alias: string
  readonly displayName: string
  readonly mail?: string
  readonly capacity?: number | undefined
}

export interface GroupSeed {
  readonly alias: string
  readonly displayName: string
  readonly mail?: string
  /** Aliases of people, rooms and groups. */
  readonly members: readonly string[]
  /** Default false. */
  readonly isRoomList?: boolean
}

/** An account that a program logs on with. */
export interface ServiceAccountSeed {
  readonly alias: string
  readonly displayName: string
  readonly password: string
}

/** Everything the directory is seeded with. */
export interface OrganizationSeed extends ControllerPlan {
  /** `ent-pa.example` */
  readonly dnsDomain: string
  /** `ENT-PA` */
  readonly netbiosDomain: string
  readonly administratorPassword: string
  /** Wrong passwords until an account is locked; 0, the default, for never. */
  readonly lockoutThreshold?: number
  /** Default true, by the policy that a domain begins with; false where nobody's password ends with time. */
  readonly passwordsExpire?: boolean
  /** Absent for a forest without Exchange. */
  readonly exchange?: {
    /** Name of the Exchange organization, `ENT-PA`. */
    readonly organizationName: string
    /** NetBIOS name of the server, `EX01`. */
    readonly serverName: string
    /** Servers after the first. */
    readonly furtherServers?: readonly string[]
    /** Mailbox databases, among which mailboxes are dealt out in turn. Default: `DB01`. */
    readonly databases?: readonly string[]
    /** As serialNumber says it: `Version 15.1 (Build 32507.6)`. */
    readonly serialNumber: string
  }
  readonly serviceAccounts: readonly ServiceAccountSeed[]
  readonly people: readonly PersonSeed[]
  readonly rooms: readonly RoomSeed[]
  readonly groups: readonly GroupSeed[]
}
