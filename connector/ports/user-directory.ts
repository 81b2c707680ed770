/** An object of the directory as it was read: the names of attributes are lower case, the values octets. */
export interface DirectoryObject {
  /** objectGUID with dashes: what stays the same whatever else changes. */
  readonly guid: string
  readonly dn: string
  readonly attributes: ReadonlyMap<string, readonly Buffer[]>
}

export interface DirectoryQuery {
  readonly base: string
  readonly filter: string
  readonly attributes: readonly string[]
}

/** What is followed: everything in the domain that the filter lets through, as far as these attributes change. */
export interface ChangeQuery {
  readonly filter: string
  readonly attributes: readonly string[]
}

export interface DirectoryChanges {
  /** Only what has changed of each object; one that is gone has `isdeleted`. */
  readonly objects: readonly DirectoryObject[]
  /** Where the next question begins. */
  readonly cookie: string
}

/** A bound connection to one controller of the domain. */
export interface DirectorySession {
  /** Who answers, as it names itself: a cookie is good there alone. */
  readonly controller: string
  readonly defaultBase: string
  /** Everything below a base that fits. @throws ConnectorError DIRECTORY_ERROR when it is not all there is. */
  read(query: DirectoryQuery): Promise<readonly DirectoryObject[]>
  /** What changed since a cookie, or everything without one; null when the cookie is refused. */
  changes(query: ChangeQuery, cookie: string | null): Promise<DirectoryChanges | null>
  close(): void
}

/** Active Directory, as a synchronizer of people reads it. It never writes. */
export interface UserDirectory {
  /** Connects to the first controller that answers. @throws ConnectorError UNREACHABLE when there is none */
  connect(): Promise<DirectorySession>
}
