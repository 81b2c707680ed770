import { put, remove, type Core, type Write } from '../../core/index.js'
import { revocations } from '../identity/tokens.js'
import { addPerson } from '../people/change-person.js'
import { personByEmail } from '../people/find-people.js'
import { formerlyBoundTo, reservedBy } from '../people/soft-deletion.js'
import { profiles } from '../records/licences.js'
import { people, type Person } from '../records/people.js'
import { siteUsers } from '../records/sites.js'
import {
  externalKey,
  identityProfiles,
  softDeletedPeople,
  type Enterprise,
  type IdentityProfile,
  type PostalAddress,
} from '../records/synchronized.js'
import { RestFault } from '../rest/rest-fault.js'
import { SCHEMA } from './schemas.js'
import type { ScimUserBody } from './shapes.js'

export interface WrittenUser {
  readonly person: Person
  readonly writes: readonly Write[]
}

/** A new user; one who was bound to the same object until a short while ago comes back with the same id. @inferred */
export function createScimUser(core: Core, orgId: string, body: ScimUserBody): WrittenUser {
  const { externalId } = body
  refuseBound(core, orgId, { externalId, personId: null })
  const former = externalId === undefined ? undefined : formerlyBoundTo(core, orgId, externalId)
  const { person: added, writes } = addPerson(core, orgId, {
    emails: [body.userName],
    displayName: displayNameOf(body),
    ...(former === undefined ? {} : { former: former.person }),
  })
  const person = withContent({ ...added, type: body.userType === 'room' ? 'workspace' : 'person' }, body)
  return {
    person,
    writes: [
      ...writes,
      ...(former === undefined ? [] : [remove(softDeletedPeople, former.id)]),
      put(people, person),
      ...profileWrites(core, person, body),
    ],
  }
}

/** A user as the client wants it: what is not named is no more. @source RFC 7644 3.5.1 */
export function replaceScimUser(core: Core, before: Person, body: ScimUserBody): WrittenUser {
  const email = body.userName.toLowerCase()
  refuseBound(core, before.orgId, { externalId: body.externalId, personId: before.id })
  if (email !== before.email) refuseTaken(core, email)
  const person = withContent({ ...before, email, type: typeOf(before, body) }, body)
  return {
    person,
    writes: [
      put(people, person),
      ...profileWrites(core, person, body),
      ...siteWrites(core, before, person),
      ...(body.active === false ? revocations(core, person.id) : []),
    ],
  }
}

function typeOf(before: Person, { userType }: ScimUserBody): Person['type'] {
  if (userType === undefined) return before.type
  return userType === 'room' ? 'workspace' : 'person'
}

function refuseTaken(core: Core, email: string): void {
  if (personByEmail(core.world, email) === undefined && reservedBy(core, email) === undefined) return
  throw new RestFault(409, { code: 'uniqueness', message: 'The userName is that of another user.' })
}

/** @inferred Nobody else is bound to the same object. */
function refuseBound(
  { world }: Core,
  orgId: string,
  { externalId, personId }: { readonly externalId: string | undefined; readonly personId: string | null },
): void {
  if (externalId === undefined) return
  const bound = [...world.by(identityProfiles, 'external', externalKey(orgId, externalId))]
  if (bound.every(({ record }) => record.personId === personId)) return
  throw new RestFault(409, { code: 'uniqueness', message: 'The externalId is that of another user.' })
}

function displayNameOf({ displayName, name = {}, userName }: ScimUserBody): string {
  const { givenName = '', familyName = '' } = name
  return displayName ?? (`${givenName} ${familyName}`.trim() || userName)
}

function withContent(person: Person, body: ScimUserBody): Person {
  return {
    ...person,
    displayName: displayNameOf(body),
    firstName: body.name?.givenName ?? '',
    lastName: body.name?.familyName ?? '',
    timezone: body.timezone ?? 'UTC',
  }
}

function profileWrites({ clock }: Core, { id, orgId }: Person, body: ScimUserBody): readonly Write[] {
  return [
    put(profiles, {
      personId: id,
      nickName: body.nickName ?? null,
      phoneNumbers: (body.phoneNumbers ?? []).map(({ type = 'work', value }) => ({ type, value })),
      isLoginEnabled: body.active ?? true,
      lastModified: clock.now(),
    }),
    put(identityProfiles, identityOf(id, orgId, body)),
  ]
}

function identityOf(personId: string, orgId: string, body: ScimUserBody): IdentityProfile {
  return {
    personId,
    orgId,
    externalId: body.externalId ?? null,
    title: body.title ?? null,
    preferredLanguage: body.preferredLanguage ?? null,
    locale: body.locale ?? null,
    profileUrl: body.profileUrl ?? null,
    photoUrl: body.photos?.[0]?.value ?? null,
    address: addressOf(body),
    sipAddresses: (body[SCHEMA.webex]?.sipAddresses ?? []).map(({ value }) => value),
    enterprise: enterpriseOf(body),
  }
}

function addressOf({ addresses }: ScimUserBody): PostalAddress | null {
  const [address] = addresses ?? []
  if (address === undefined) return null
  const { streetAddress = null, locality = null, region = null, postalCode = null, country = null } = address
  return { streetAddress, locality, region, postalCode, country }
}

function enterpriseOf(body: ScimUserBody): Enterprise {
  const unit = body[SCHEMA.enterprise] ?? {}
  const { costCenter = null, organization = null, division = null, department = null } = unit
  return {
    costCenter,
    organization,
    division,
    department,
    employeeNumber: unit.employeeNumber ?? null,
    managerId: unit.manager?.value ?? null,
  }
}

/** The accounts at sites keep their names, and follow the address. @inferred */
function siteWrites(
  { world }: Core,
  before: Person,
  { email, firstName, lastName }: Person,
): readonly Write[] {
  return [...world.by(siteUsers, 'email', before.email)].map(({ record }) =>
    put(siteUsers, { ...record, email, firstName, lastName }),
  )
}
