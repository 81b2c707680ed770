import { put, type Core, type Write } from '../core/index.js'
import type { Person } from './records/people.js'
import { siteUsers, type DialIn, type PersonalRoom, type Site } from './records/sites.js'
import { hashSecret } from './secrets.js'

/** @inferred Numbers from the range that is reserved for fiction. */
const DIAL_IN: readonly DialIn[] = [
  { label: 'US Toll', number: '+1-202-555-0143', tollType: 'toll' },
  { label: 'US Toll Free', number: '+1-800-555-0119', tollType: 'toll-free' },
]

export function newSite(
  { ids, random }: Core,
  { orgId, name, isDefault }: Pick<Site, 'orgId' | 'name' | 'isDefault'>,
): Site {
  return {
    name,
    id: String(100_000 + random.integer(900_000)),
    uuid: ids.uuid(),
    orgId,
    isDefault,
    dialIn: DIAL_IN,
  }
}

/** A personal room at `https://{site}/meet/{alias}`. @source webex.md 6 */
export function newPersonalRoom(
  { random }: Core,
  site: Site,
  { mail, displayName }: { readonly mail: string; readonly displayName: string },
): PersonalRoom {
  const alias = mail.toLowerCase().split('@')[0] ?? mail
  return {
    title: `${displayName}'s Personal Room`,
    url: `https://${site.name}/meet/${alias}`,
    sip: `${alias}@${site.name}`,
    accessCode: String(100_000_000 + random.integer(899_999_999)),
    hostPin: String(1000 + random.integer(9000)),
  }
}

/** The account of a person at a site; one without a password signs in by other means than the XML API. */
export function newSiteUser(
  { ids, clock }: Core,
  { site, person }: { readonly site: Site; readonly person: Person },
  { personalRoom, password }: { readonly personalRoom: PersonalRoom | null; readonly password?: string },
): Write {
  return put(siteUsers, {
    siteName: site.name,
    webExId: person.email,
    email: person.email,
    userId: String(ids.count('site-user')),
    firstName: person.firstName,
    lastName: person.lastName,
    passwordHash: password === undefined ? null : hashSecret(password),
    host: true,
    siteAdmin: person.roles.includes('Full Administrator'),
    active: 'ACTIVATED',
    isLocked: false,
    passwordExpires: null,
    registered: clock.now(),
    personalRoom,
  })
}
