import { PERSON_FIELDS, type PersonField } from '../ports/people-service.js'
import type { SyncSettings, ValueSource } from './settings.js'

/** What is mapped: the fields of a person, the address that is the account's name, and the manager's name. */
export type MappedName = PersonField | 'uid' | 'manager'
export type Mapping = Readonly<Record<MappedName, ValueSource>>

/**
 * The usual table. What a person has for Directory Connector and SCIM has not (employeeType, buildingName,
 * physicalDeliveryOfficeName, jabberID) is not mapped.
 *
 * @source ldap.md 8, Directory Connector; for the SCIM names developer.webex.com, SCIM 2 Users
 */
const USUAL: Mapping = {
  uid: 'mail',
  displayName: 'displayName',
  givenName: 'givenName',
  sn: 'sn',
  title: 'title',
  department: 'department',
  division: 'division',
  organization: 'o',
  costCenter: null,
  employeeNumber: 'employeeNumber',
  manager: 'manager',
  telephoneNumber: 'telephoneNumber',
  mobile: 'mobile',
  facsimileTelephoneNumber: 'facsimileTelephoneNumber',
  street: { firstOf: ['streetAddress', 'street'] },
  l: 'l',
  st: 'st',
  postalCode: 'postalCode',
  c: 'c',
  preferredLanguage: 'preferredLanguage',
  timezone: null,
  url: { firstOf: ['url', 'wWWHomePage'] },
  sipAddress: 'msRTCSIP-PrimaryUserAddress',
  photoUrl: null,
}

export function mappingOf({ mapping }: Pick<SyncSettings, 'mapping'>): Mapping {
  const own = Object.entries(mapping).filter(([, value]) => value !== undefined)
  return { ...USUAL, ...(Object.fromEntries(own) as Partial<Mapping>) }
}

/** The fields that come from the directory. */
export function managedFields(settings: Pick<SyncSettings, 'mapping' | 'avatars'>): readonly PersonField[] {
  const mapping = mappingOf(settings)
  const fromPattern = settings.avatars.from === 'url'
  return PERSON_FIELDS.filter((name) => mapping[name] !== null || (name === 'photoUrl' && fromPattern))
}

/** The attributes that a mapping reads. */
export function attributesOf(mapping: Mapping): readonly string[] {
  return Object.values(mapping).flatMap((value) => {
    if (value === null || (typeof value === 'object' && 'constant' in value)) return []
    return typeof value === 'string' ? [value] : value.firstOf
  })
}

type Attributes = ReadonlyMap<string, readonly Buffer[]>

/** The value of an object for a source; the empty text for none. */
export function valueOf(attributes: Attributes, source: ValueSource): string {
  if (source === null) return ''
  if (typeof source === 'string') return textOf(attributes, source)
  if ('constant' in source) return source.constant
  return source.firstOf.map((name) => textOf(attributes, name)).find((text) => text !== '') ?? ''
}

export function textOf(attributes: Attributes, name: string): string {
  return attributes.get(name.toLowerCase())?.[0]?.toString('utf8').trim() ?? ''
}
