import { formatMilliseconds, type Instant } from '../../core/index.js'
import { hydraId } from '../hydra-id.js'
import type { Person, Role } from '../records/people.js'

/** @observed in the examples of developer.webex.com: roles have fixed ids, not UUIDs */
const ROLE_IDS: Readonly<Record<Role, string>> = {
  'Full Administrator': 'id_full_admin',
  'Read-only administrator': 'id_readonly_admin',
}

/** Who looks, and when. */
export interface View {
  readonly orgId: string
  readonly now: Instant
}

/** A person as the public API shows one. @source developer.webex.com, people; webex.md 6 */
export function renderPerson(person: Person, view: View): object {
  const { id, orgId, email, displayName, firstName, lastName, roles, timezone, created, type } = person
  return {
    id: hydraId('PEOPLE', id),
    emails: [email],
    phoneNumbers: [],
    displayName,
    nickName: firstName,
    firstName,
    lastName,
    orgId: hydraId('ORGANIZATION', orgId),
    roles: roles.map((role) => hydraId('ROLE', ROLE_IDS[role])),
    licenses: [],
    created: formatMilliseconds(created),
    lastModified: formatMilliseconds(created),
    timezone,
    status: statusOf(person, view),
    invitePending: person.invitePending,
    loginEnabled: true,
    type: type === 'workspace' ? 'appuser' : type,
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
function statusOf(person: Person, { orgId, now }: View): 'OutOfOffice' | 'pending' | 'unknown' {
  if (person.orgId === orgId && isOutOfOffice(person, now)) return 'OutOfOffice'
  return person.invitePending ? 'pending' : 'unknown'
}
