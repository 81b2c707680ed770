import { formatMilliseconds, type Core } from '../../core/index.js'
import { ROLE_IDS } from '../organizations/roles.js'
import { profiles } from '../records/licences.js'
import type { Person } from '../records/people.js'
import { identityProfiles, type IdentityProfile } from '../records/synchronized.js'
import { SCHEMA } from './schemas.js'
import type { ScimUser } from './shapes.js'

/** A person as SCIM shows one. @source developer.webex.com, SCIM 2 Users; RFC 7643 */
export function renderScimUser(core: Core, person: Person, origin: string): ScimUser {
  const { id, orgId, email, displayName, firstName, lastName } = person
  const profile = core.world.get(profiles, id)
  const identity = core.world.get(identityProfiles, id)
  const isActive = profile?.isLoginEnabled ?? true
  const modified = profile?.lastModified ?? person.created
  return {
    schemas: [SCHEMA.user, SCHEMA.enterprise, SCHEMA.webex],
    id,
    userName: email,
    active: isActive,
    name: given({ givenName: firstName, familyName: lastName }),
    displayName,
    ...given({ nickName: profile?.nickName }),
    userType: person.type === 'workspace' ? 'room' : 'user',
    emails: [{ value: email, type: 'work', primary: true }],
    timezone: person.timezone,
    ...(profile === undefined || profile.phoneNumbers.length === 0
      ? {}
      : { phoneNumbers: profile.phoneNumbers.map((one) => ({ ...one })) }),
    ...(person.roles.length === 0 ? {} : { roles: person.roles.map((role) => renderRole(ROLE_IDS[role])) }),
    ...(identity === undefined ? {} : renderIdentity(identity)),
    [SCHEMA.webex]: {
      accountStatus: [person.invitePending ? 'pending' : isActive ? 'active' : 'inactive'],
      ...given({ provisionSource: identity?.externalId == null ? null : PROVISION_SOURCE }),
      ...(identity === undefined || identity.sipAddresses.length === 0
        ? {}
        : { sipAddresses: identity.sipAddresses.map((value) => ({ value, type: 'enterprise' })) }),
      meta: { organizationId: orgId },
    },
    meta: {
      resourceType: 'User',
      location: `${origin}/identity/scim/${orgId}/v2/Users/${id}`,
      version: `W/"${modified}"`,
      created: formatMilliseconds(person.created),
      lastModified: formatMilliseconds(modified),
    },
  }
}

/** What marks synchronized users. @observed that the field exists, in the wxc_sdk; @inferred its value */
const PROVISION_SOURCE = 'directory-connector'

function renderIdentity({ enterprise, address, photoUrl, ...identity }: IdentityProfile): Partial<ScimUser> {
  const { title, preferredLanguage, locale, profileUrl, externalId } = identity
  const { managerId, ...unit } = enterprise
  const enterpriseShown = {
    ...given(unit),
    ...(managerId === null ? {} : { manager: { value: managerId } }),
  }
  return {
    ...given({ title, preferredLanguage, locale, profileUrl, externalId }),
    ...(photoUrl === null ? {} : { photos: [{ value: photoUrl, type: 'photo' }] }),
    ...(address === null ? {} : { addresses: [{ type: 'work', ...given(address) }] }),
    ...(Object.keys(enterpriseShown).length === 0 ? {} : { [SCHEMA.enterprise]: enterpriseShown }),
  }
}

const renderRole = (role: string) => ({ value: role, type: 'cirole', display: role })

/** Without what is not there. */
function given<Name extends string>(
  values: Readonly<Record<Name, string | null | undefined>>,
): Partial<Record<Name, string>> {
  const present = Object.entries<string | null | undefined>(values).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  return Object.fromEntries(present) as Partial<Record<Name, string>>
}
