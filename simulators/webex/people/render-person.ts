import type { z } from 'zod'
import { formatMilliseconds, type Core, type Instant } from '../../core/index.js'
import { hydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { heldLicences } from '../licences/seats.js'
import { ROLE_IDS } from '../organizations/roles.js'
import { profiles } from '../records/licences.js'
import type { Person } from '../records/people.js'
import { siteUsers } from '../records/sites.js'
import { identityProfiles } from '../records/synchronized.js'
import { avatarUrl } from './avatar-url.js'
import type { personShape } from './shapes.js'

/** Who looks, from where. */
export interface View {
  readonly viewer: Pick<Caller, 'id' | 'orgId' | 'isAdministrator'>
  readonly origin: string
}

/** A person as the public API shows one. @source developer.webex.com, people; webex.md 6 */
export function renderPerson(core: Core, person: Person, view: View): z.input<typeof personShape> {
  const { id, orgId, email, displayName, firstName, lastName, timezone, created, type } = person
  const profile = core.world.get(profiles, id)
  const avatar = core.world.get(identityProfiles, id)?.photoUrl ?? avatarUrl(person, view.origin)
  return {
    id: hydraId('PEOPLE', id),
    emails: [email],
    phoneNumbers: [...(profile?.phoneNumbers ?? [])],
    displayName,
    nickName: profile?.nickName ?? firstName,
    firstName,
    lastName,
    ...(avatar === undefined ? {} : { avatar }),
    orgId: hydraId('ORGANIZATION', orgId),
    ...administration(core, person, view),
    created: formatMilliseconds(created),
    lastModified: formatMilliseconds(profile?.lastModified ?? created),
    timezone,
    status: statusOf(person, { orgId: view.viewer.orgId, now: core.clock.now() }),
    invitePending: person.invitePending,
    loginEnabled: profile?.isLoginEnabled ?? true,
    type: type === 'workspace' ? 'appuser' : type,
  }
}

/** @source developer.webex.com, people: licences, roles and sites are shown to administrators, and to the person */
function administration(core: Core, person: Person, { viewer }: View) {
  const mayKnow = viewer.orgId === person.orgId && (viewer.isAdministrator || viewer.id === person.id)
  if (!mayKnow) return {}
  return {
    roles: person.roles.map((role) => hydraId('ROLE', ROLE_IDS[role])),
    licenses: heldLicences(core, person).map((licence) => hydraId('LICENSE', licence.id)),
    siteUrls: [...core.world.by(siteUsers, 'email', person.email)].map(({ record }) => record.siteName),
  }
}

export function isOutOfOffice({ outOfOffice }: Person, now: Instant): boolean {
  if (outOfOffice === null) return false
  const { start, end } = outOfOffice
  return (start === null || start <= now) && (end === null || now < end)
}

/**
 * An absence is shown inside the organization alone (HC-183). @inferred What a person does on a client is not simulated:
 * who is neither away nor invited is `unknown`.
 */
function statusOf(
  person: Person,
  { orgId, now }: { readonly orgId: string; readonly now: Instant },
): 'OutOfOffice' | 'pending' | 'unknown' {
  if (person.orgId === orgId && isOutOfOffice(person, now)) return 'OutOfOffice'
  return person.invitePending ? 'pending' : 'unknown'
}
