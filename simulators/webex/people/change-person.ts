import { put, type Core, type Write } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import { assignLicences, type LicenceChange } from '../licences/assign-licences.js'
import { heldLicences, LICENCE_NAMES, licencesOf } from '../licences/seats.js'
import { readRole } from '../organizations/role-routes.js'
import { newPersonalRoom, newSiteUser } from '../provision-site.js'
import { findSite } from '../find-site.js'
import { profiles } from '../records/licences.js'
import { people, type Person, type Role } from '../records/people.js'
import { siteUserKey, siteUsers } from '../records/sites.js'
import { invalid, RestFault } from '../rest/rest-fault.js'
import { personByEmail } from './find-people.js'
import { reservedBy } from './soft-deletion.js'
import type { ChangedPerson, NewPerson } from './shapes.js'

export interface ChangedAccount {
  readonly person: Person
  readonly writes: readonly Write[]
}

/**
 * A new account. Who was invited to a space before keeps the id, and so does `former`, who was deleted a short while ago
 * and comes back. @inferred for both
 */
export function addPerson(
  core: Core,
  orgId: string,
  { former, ...body }: NewPerson & { readonly former?: Person },
): ChangedAccount {
  const { world, ids, clock } = core
  const [email = ''] = body.emails.map((one) => one.toLowerCase())
  const known = personByEmail(world, email)
  if (known !== undefined && !known.invitePending) {
    throw new RestFault(409, { message: 'A person with this e-mail address exists already.' })
  }
  const reserved = reservedBy(core, email)
  if (reserved !== undefined && reserved.id !== former?.id) {
    throw new RestFault(409, { message: 'The e-mail address is that of a person who was deleted recently.' })
  }
  const { firstName = '', lastName = '' } = body
  const displayName = body.displayName ?? `${firstName} ${lastName}`.trim()
  if (displayName === '') throw invalid('displayName, or firstName and lastName, are required.')
  const person: Person = {
    id: known?.id ?? former?.id ?? ids.uuid(),
    orgId,
    email,
    displayName,
    firstName,
    lastName,
    type: 'person',
    roles: rolesOf(body.roles ?? []),
    timezone: 'UTC',
    created: known?.created ?? former?.created ?? clock.now(),
    invitePending: false,
    outOfOffice: null,
  }
  return { person, writes: accountWrites(core, person, body) }
}

/** An account as an administrator wants it; what is not named stays. */
export function changePerson(core: Core, before: Person, body: ChangedPerson): ChangedAccount {
  const [email] = body.emails ?? []
  if (email !== undefined && email.toLowerCase() !== before.email) {
    throw invalid('The e-mail address of a person cannot be changed here.')
  }
  const person: Person = {
    ...before,
    displayName: body.displayName,
    firstName: body.firstName ?? before.firstName,
    lastName: body.lastName ?? before.lastName,
    roles: body.roles === undefined ? before.roles : rolesOf(body.roles),
  }
  return { person, writes: accountWrites(core, person, body) }
}

function accountWrites(core: Core, person: Person, body: NewPerson | ChangedPerson): readonly Write[] {
  const before = core.world.get(profiles, person.id)
  const profile = {
    personId: person.id,
    nickName: body.nickName ?? before?.nickName ?? null,
    phoneNumbers: body.phoneNumbers ?? before?.phoneNumbers ?? [],
    isLoginEnabled: body.loginEnabled ?? before?.isLoginEnabled ?? true,
    lastModified: core.clock.now(),
  }
  return [put(people, person), put(profiles, profile), ...licenceWrites(core, person, body.licenses)]
}

/** The licences named are all that the person is to have. */
function licenceWrites(core: Core, person: Person, wanted: readonly string[] | undefined): readonly Write[] {
  if (wanted === undefined) return []
  const offered = licencesOf(core, person.orgId)
  const ids = wanted.map((id) => parseHydraId('LICENSE', id))
  if (ids.some((id) => !offered.some((licence) => licence.id === id))) throw invalid('A licence is unknown.')

  const held = heldLicences(core, person)
  const changes = offered.flatMap((licence): LicenceChange[] => {
    const isWanted = ids.includes(licence.id)
    if (isWanted === held.includes(licence)) return []
    return [{ licence, operation: isWanted ? 'add' : 'remove' }]
  })
  const { writes, refused } = assignLicences(core, person, changes)
  if (refused.length > 0) {
    throw invalid(`No seat is free: ${refused.map(({ service }) => LICENCE_NAMES[service]).join(', ')}.`)
  }
  const getsMeetings = changes.some(
    ({ licence, operation }) => operation === 'add' && licence.service === 'meetings',
  )
  return [...writes, ...(getsMeetings ? siteAccount(core, person) : [])]
}

/** Who is to hold meetings needs an account at the site, with a room of its own. */
function siteAccount(core: Core, person: Person): readonly Write[] {
  const site = findSite(core, person.orgId)
  if (core.world.get(siteUsers, siteUserKey(site.name, person.email)) !== undefined) return []
  const room = { mail: person.email, displayName: person.displayName }
  return [newSiteUser(core, { site, person }, { personalRoom: newPersonalRoom(core, site, room) })]
}

function rolesOf(ids: readonly string[]): readonly Role[] {
  return ids.map((id) => {
    const role = readRole(id)
    if (role === undefined) throw invalid('A role is unknown.')
    return role
  })
}
