import { remove, type Core, type Write } from '../../core/index.js'
import { disentitle } from '../fleet/users/entitle.js'
import { revocations } from '../identity/tokens.js'
import { devices } from '../records/devices.js'
import { licenceHoldings, profiles } from '../records/licences.js'
import { people, type Person } from '../records/people.js'
import { entitlements } from '../records/service-users.js'
import { siteUserKey, siteUsers } from '../records/sites.js'
import { memberships } from '../records/spaces.js'
import { identityProfiles, pictures } from '../records/synchronized.js'

/** Everything that goes with an account: what it was signed in with, where it was, and what it was given. */
export function removePerson(core: Core, { id, email }: Person): readonly Write[] {
  const { world } = core
  const accounts = [...world.by(siteUsers, 'email', email)]
  return [
    ...(world.get(entitlements, id) === undefined ? [] : disentitle(core, id)),
    ...revocations(core, id),
    ...[...world.by(devices, 'user', id)].map(({ key }) => remove(devices, key)),
    ...[...world.by(memberships, 'person', id)].map(({ key }) => remove(memberships, key)),
    ...accounts.map(({ record }) => remove(siteUsers, siteUserKey(record.siteName, record.webExId))),
    ...(world.get(licenceHoldings, id) === undefined ? [] : [remove(licenceHoldings, id)]),
    ...(world.get(profiles, id) === undefined ? [] : [remove(profiles, id)]),
    ...(world.get(identityProfiles, id) === undefined ? [] : [remove(identityProfiles, id)]),
    ...(world.get(pictures, id) === undefined ? [] : [remove(pictures, id)]),
    remove(people, id),
  ]
}
