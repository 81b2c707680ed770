/** A person with a mailbox, a log-on and, mostly, a Webex account. */
export interface Person {
  /** The account name, and the part of the mail address before the `@`. */
  readonly alias: string
  readonly mail: string
  readonly firstName: string
  readonly lastName: string
  readonly displayName: string
  readonly password: string
  readonly hasWebexAccount: boolean
  /** People whose mail this person looks after, by alias. */
  readonly delegateOf: readonly string[]
  /** Where mail for the mailbox is routed when that is in Exchange Online. */
  readonly remoteAddress?: string
}

/** A meeting room: a mailbox that accepts by itself, with a device behind it. */
export interface Room {
  readonly alias: string
  readonly mail: string
  readonly displayName: string
  /** How many people fit in, where that is known. */
  readonly capacity?: number | undefined
}

/** A distribution list. */
export interface Group {
  readonly alias: string
  readonly mail: string
  readonly displayName: string
  /** Whether people that come later are members as well. */
  readonly isForEverybody: boolean
  /** Whether it is a list of rooms, such as of one building, for those who look for a room. */
  readonly isRoomList: boolean
  /** Members by alias. */
  readonly members: readonly string[]
}

/** An account that is nobody's: the administrator, or the connector's. */
export interface SystemAccount {
  readonly alias: string
  readonly displayName: string
  readonly password: string
}

/** A site of Active Directory, and the networks whose hosts are in it. */
export interface Site {
  readonly name: string
  readonly subnets: readonly string[]
}

/** A domain controller, by its host name without the domain. */
export interface DomainController {
  readonly name: string
  readonly site: string
  readonly isGlobalCatalog: boolean
}

/** Everything a lab has to start with; every part of it is seeded from this and from nothing else. */
export interface Organization {
  readonly name: string
  /** Whether the directory begins as that of a fresh domain controller, which nobody has prepared for Exchange. */
  readonly isFresh: boolean
  readonly dnsDomain: string
  readonly netbios: string
  /** The host name of the Exchange server, without the domain. */
  readonly exchangeServer: string
  /** The host names of all of them. */
  readonly exchangeServers: readonly string[]
  /** The host name by which clients ask Exchange: of the first server, or of what balances load among them. */
  readonly exchangeEntrance: string
  readonly sites: readonly Site[]
  readonly domainControllers: readonly DomainController[]
  readonly administrator: SystemAccount
  readonly serviceAccount: SystemAccount
  readonly people: readonly Person[]
  readonly rooms: readonly Room[]
  readonly groups: readonly Group[]
  readonly webexSite: { readonly name: string; readonly adminMail: string; readonly adminPassword: string }
  readonly cluster: {
    readonly name: string
    readonly resourceGroup: string
    readonly hosts: readonly string[]
  }
}
