import { instant, put, type Core, type Write } from '../core/index.js'
import type { Person } from './records/people.js'
import { siteUsers, type DialIn, type PersonalRoom, type Site, type SitePolicy } from './records/sites.js'
import { hashSecret } from './secrets.js'

/** @inferred Numbers from the range that is reserved for fiction. */
const DIAL_IN: readonly DialIn[] = [
  { label: 'US Toll', number: '+1-202-555-0143', tollType: 'toll' },
  { label: 'US Toll Free', number: '+1-800-555-0119', tollType: 'toll-free' },
]

/** @inferred A site as it comes: passwords of some length, which do not expire, and no account locks itself. */
const POLICY: SitePolicy = {
  requiresMeetingPassword: false,
  accountPassword: { minLength: 8, minAlpha: 0, minNumeric: 0, minSpecial: 0, mixedCase: false },
  meetingPassword: { minLength: 4, minAlpha: 0, minNumeric: 0, minSpecial: 0, mixedCase: false },
  passwordLifetimeDays: null,
  lockAfterFailures: null,
}

/** GMT (London). */
const TIME_ZONE_ID = 21

interface NewSite extends Pick<Site, 'orgId' | 'name' | 'isDefault'> {
  readonly policy?: Partial<SitePolicy>
}

export function newSite({ ids, random }: Core, { orgId, name, isDefault, policy = {} }: NewSite): Site {
  return {
    name,
    id: String(100_000 + random.integer(900_000)),
    uuid: ids.uuid(),
    orgId,
    isDefault,
    partnerId: ids.fork(`partner of ${name}`).hex(4),
    timeZoneId: TIME_ZONE_ID,
    dialIn: DIAL_IN,
    policy: { ...POLICY, ...policy },
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
    autoLockMinutes: null,
    notifiesHost: true,
    coHosts: { isSupported: true, canBeAnyone: false, canBeFirst: false, canBeDevices: false, people: [] },
  }
}

/** The account of a person at a site; one without a password signs in by other means than the XML API. */
export function newSiteUser(
  { ids, clock }: Core,
  { site, person }: { readonly site: Site; readonly person: Person },
  { personalRoom, password, isHost = true, isPreferred = false }: NewAccount,
): Write {
  const lifetimeDays = password === undefined ? null : site.policy.passwordLifetimeDays
  return put(siteUsers, {
    siteName: site.name,
    webExId: person.email,
    email: person.email,
    userId: String(ids.count('site-user')),
    firstName: person.firstName,
    lastName: person.lastName,
    passwordHash: password === undefined ? null : hashSecret(password),
    host: isHost,
    siteAdmin: person.roles.includes('Full Administrator'),
    readOnlyAdmin: person.roles.includes('Read-only administrator'),
    active: 'ACTIVATED',
    isLocked: false,
    failedSignIns: 0,
    mustChangePassword: false,
    passwordExpires: lifetimeDays === null ? null : instant(clock.now() + lifetimeDays * DAY_MS),
    registered: clock.now(),
    personalRoom,
    isPreferred,
    company: '',
    title: '',
    timeZoneId: site.timeZoneId,
    delegates: [],
  })
}

const DAY_MS = 86_400_000

interface NewAccount {
  readonly personalRoom: PersonalRoom | null
  readonly password?: string
  readonly isHost?: boolean
  readonly isPreferred?: boolean
}
