import { instant, put, remove, type Core, type Write } from '../../core/index.js'
import type { Person } from '../records/people.js'
import {
  externalKey,
  identityProfiles,
  softDeletedPeople,
  type SoftDeletedPerson,
} from '../records/synchronized.js'
import { removePerson } from './remove-person.js'

/** @source ldap.md 8: hard-deleted after seven days */
const KEPT_MS = 7 * 86_400_000

/** Ends an account at once and keeps it for a while: it may come back, and nobody else gets its address. */
export function softDelete(core: Core, person: Person): readonly Write[] {
  const { clock, world } = core
  const { id, orgId, email } = person
  const deleted = clock.now()
  return [
    ...removePerson(core, person),
    ...purge(core, orgId),
    put(softDeletedPeople, {
      id,
      orgId,
      email,
      externalId: world.get(identityProfiles, id)?.externalId ?? null,
      person,
      deleted,
      hardDeleted: instant(deleted + KEPT_MS),
    }),
  ]
}

/** Whose time is over. */
function purge({ world, clock }: Core, orgId: string): readonly Write[] {
  return [...world.by(softDeletedPeople, 'organization', orgId)]
    .filter(({ record }) => record.hardDeleted <= clock.now())
    .map(({ key }) => remove(softDeletedPeople, key))
}

export function softDeletedOf(core: Core, orgId: string): readonly SoftDeletedPerson[] {
  const all = [...core.world.by(softDeletedPeople, 'organization', orgId)].map(({ record }) => record)
  return all.filter((one) => isKept(core, one))
}

/** Who has reserved an address. */
export function reservedBy(core: Core, email: string): SoftDeletedPerson | undefined {
  const all = [...core.world.by(softDeletedPeople, 'email', email.toLowerCase())].map(({ record }) => record)
  return all.find((one) => isKept(core, one))
}

/** Who was bound to something in a directory until a short while ago. */
export function formerlyBoundTo(
  core: Core,
  orgId: string,
  externalId: string,
): SoftDeletedPerson | undefined {
  const key = externalKey(orgId, externalId)
  const all = [...core.world.by(softDeletedPeople, 'external', key)].map(({ record }) => record)
  return all.find((one) => isKept(core, one))
}

function isKept({ clock }: Core, { hardDeleted }: SoftDeletedPerson): boolean {
  return hardDeleted > clock.now()
}
