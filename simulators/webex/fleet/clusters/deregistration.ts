import { remove, type Core, type Write } from '../../../core/index.js'
import { revocations } from '../../identity/tokens.js'
import { clusters, fleetConfigs, nodes, type Cluster } from '../../records/fleet.js'
import { machineAccounts } from '../../records/people.js'
import { discoveries, rosters } from '../../records/service-users.js'

/** Everything that goes with a cluster: its nodes, what it found out, and the account they signed in with. */
export function deregistration(core: Core, { id }: Cluster): readonly Write[] {
  const { world } = core
  const members = [...world.by(nodes, 'cluster', id)]
  const accounts = [...world.by(machineAccounts, 'cluster', id)]
  return [
    ...[...world.by(discoveries, 'cluster', id)].map(({ key }) => remove(discoveries, key)),
    ...members.map(({ key }) => remove(nodes, key)),
    ...members.flatMap(({ key }) => (world.get(rosters, key) === undefined ? [] : [remove(rosters, key)])),
    ...accounts.flatMap(({ key }) => revocations(core, key)),
    ...accounts.map(({ key }) => remove(machineAccounts, key)),
    ...(world.get(fleetConfigs, id) === undefined ? [] : [remove(fleetConfigs, id)]),
    remove(clusters, id),
  ]
}
