import { createHash } from 'node:crypto'
import { PERSON_FIELDS, type PersonFields } from '../ports/people-service.js'
import type { DirectoryObject } from '../ports/user-directory.js'
import { mappingOf, textOf, valueOf } from './mapping.js'
import type { SyncSettings } from './settings.js'

/** What the directory says an account should be. */
export interface Wanted {
  readonly guid: string
  readonly dn: string
  /** Empty for an object without an address, which is not synchronized. */
  readonly uid: string
  readonly kind: 'user' | 'room'
  readonly isActive: boolean
  readonly fields: PersonFields
  /** The name of the manager's object, as the directory writes it. */
  readonly managerDn: string | null
  /** A digest of the picture; null for none. */
  readonly photo: string | null
}

/** @source ldap.md 7: the bit of userAccountControl that says an account is disabled */
const DISABLED = 2

/** Makes of objects what their accounts should be; null for what is no person or room. */
export function createReader(settings: SyncSettings): (object: DirectoryObject) => Wanted | null {
  const mapping = mappingOf(settings)
  const { avatars, directory } = settings

  return (object) => {
    const { guid, dn, attributes } = object
    const kind = kindOf(attributes)
    if (kind === null || !directory[kind === 'room' ? 'rooms' : 'users'].enabled) return null
    const flags = Number(textOf(attributes, 'userAccountControl') || 0)
    const manager = valueOf(attributes, mapping.manager)
    const uid = valueOf(attributes, mapping.uid).toLowerCase()
    const photoUrl = avatars.from === 'url' ? fillPattern(avatars.pattern, attributes) : ''
    return {
      guid,
      dn,
      uid,
      kind,
      // The account of a room is disabled as a rule: nobody signs in with it. @source ldap.md 8
      isActive: kind === 'room' || (flags & DISABLED) === 0,
      fields: named({ ...fieldsOf(attributes), ...(photoUrl === '' ? {} : { photoUrl }) }, uid),
      managerDn: manager === '' ? null : manager,
      photo: avatars.from === 'attribute' ? digestOf(attributes, avatars.attribute) : null,
    }
  }

  function fieldsOf(attributes: DirectoryObject['attributes']): PersonFields {
    const values = PERSON_FIELDS.map((name) => [name, valueOf(attributes, mapping[name])] as const)
    return Object.fromEntries(values.filter(([name, value]) => value !== '' && !isUsual(name, value)))
  }
}

/** What every account has anyway. @inferred for the time zone of new accounts */
const isUsual = (name: string, value: string): boolean => name === 'timezone' && value === 'UTC'

/** Everybody has a name to be shown. @inferred for who has none in the directory */
function named(fields: PersonFields, uid: string): PersonFields {
  const { displayName, givenName = '', sn = '' } = fields
  return { ...fields, displayName: displayName ?? (`${givenName} ${sn}`.trim() || uid) }
}

/** @source ldap.md 8: msExchRecipientTypeDetails of rooms, and of the mailboxes that are nobody's */
const ROOM_TYPES: readonly string[] = ['16', '8589934592', '2199023255552']
const NOBODY_TYPES: readonly string[] = [
  ...['4', '8', '32', '2048', '4096', '8192', '16384', '4194304', '8388608', '16777216', '536870912'],
  ...['17179869184', '34359738368', '68719476736', '549755813888', '4398046511104', '17592186044416'],
]

/** The attributes by which the kind of an object is known; a directory without Exchange has none of them. */
export const KIND_ATTRIBUTES = ['msExchRecipientTypeDetails', 'msExchResourceMetaData'] as const

/** @inferred Mailboxes that are no people get no account, though Directory Connector's filter lets them pass. */
function kindOf(attributes: DirectoryObject['attributes']): Wanted['kind'] | null {
  const type = textOf(attributes, 'msExchRecipientTypeDetails')
  const resources = attributes.get('msexchresourcemetadata')?.map((value) => value.toString('utf8')) ?? []
  if (ROOM_TYPES.includes(type) || resources.some((value) => /^ResourceType:Room$/i.test(value)))
    return 'room'
  if (NOBODY_TYPES.includes(type) || resources.length > 0) return null
  return 'user'
}

function digestOf(attributes: DirectoryObject['attributes'], name: string): string | null {
  const [picture] = attributes.get(name.toLowerCase()) ?? []
  return picture === undefined || picture.length === 0 ? null : digestOfPicture(picture)
}

export function digestOfPicture(picture: Buffer): string {
  return createHash('sha256').update(picture).digest('hex')
}

/** `https://photos.example/{sAMAccountName}.jpg`; nothing where the object lacks an attribute of the pattern. */
function fillPattern(pattern: string, attributes: DirectoryObject['attributes']): string {
  let isWhole = true
  const text = pattern.replace(/(?:\{|%7B)([\w-]+)(?:\}|%7D)/gi, (_match, name: string) => {
    const value = textOf(attributes, name)
    isWhole &&= value !== ''
    return encodeURIComponent(value)
  })
  return isWhole ? text : ''
}

/** The attributes that a pattern names. */
export function attributesInPattern(pattern: string): readonly string[] {
  return [...pattern.matchAll(/(?:\{|%7B)([\w-]+)(?:\}|%7D)/gi)].map(([, name = '']) => name)
}
