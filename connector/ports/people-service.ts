/** What Webex keeps of a person, by the names of Directory Connector's mapping. @source ldap.md 8 */
export const PERSON_FIELDS = [
  'displayName',
  'givenName',
  'sn',
  'title',
  'department',
  'division',
  'organization',
  'costCenter',
  'employeeNumber',
  'telephoneNumber',
  'mobile',
  'facsimileTelephoneNumber',
  'street',
  'l',
  'st',
  'postalCode',
  'c',
  'preferredLanguage',
  'timezone',
  'url',
  'sipAddress',
  'photoUrl',
] as const
export type PersonField = (typeof PERSON_FIELDS)[number]

export type PersonFields = Readonly<Partial<Record<PersonField, string>>>

/** What an account is told to be. */
export interface AccountContent {
  /** The mail address: what the person signs in with. */
  readonly uid: string
  /** The objectGUID, by which the account stays bound to the object of the directory. */
  readonly externalId: string | null
  readonly kind: 'user' | 'room'
  readonly isActive: boolean
  readonly fields: PersonFields
  readonly managerId: string | null
}

/** What may differ between an account and what it should be. */
export type AccountPart = PersonField | 'uid' | 'externalId' | 'inactive' | 'manager' | 'kind'

export interface Account extends AccountContent {
  readonly id: string
  /** Administers the organization: a synchronizer never takes such an account away. */
  readonly isAdministrator: boolean
}

/** An account that was deleted a short while ago: its address cannot be used again yet. @source ldap.md 8 */
export interface SoftDeletedAccount {
  readonly id: string
  readonly uid: string
  readonly externalId: string | null
  readonly hardDeleteAt: number
}

export interface Photo {
  readonly mediaType: string
  readonly data: Buffer
}

/** The people of an organization of Webex, as a synchronizer keeps them. */
export interface PeopleService {
  list(): Promise<readonly Account[]>
  create(content: AccountContent): Promise<Account>
  /** Changes some parts of an account and leaves what else it holds. */
  change(id: string, content: AccountContent, parts: readonly AccountPart[]): Promise<Account>
  /** Ends the account at once; the cloud keeps it for a while as soft-deleted. */
  remove(id: string): Promise<void>
  softDeleted(): Promise<readonly SoftDeletedAccount[]>
  /** Ends a soft-deleted account before its time, so that its address is free. */
  erase(id: string): Promise<void>
  /** The pictures that were sent, by account: a digest of each. */
  photos(): Promise<ReadonlyMap<string, string>>
  setPhoto(id: string, photo: Photo | null): Promise<void>
}
