import { put, type Core, type Write } from '../../../core/index.js'
import { clusters, fleetConfigs } from '../../records/fleet.js'
import { organizationSettings, type OrganizationSettings } from '../../records/organization-settings.js'
import { settingsOf } from './settings-of.js'

/** The writes that change what an organization has set; every one of its clusters is told by a new version. */
export function settingsWrites(
  { world }: Core,
  orgId: string,
  changes: Partial<Omit<OrganizationSettings, 'orgId'>>,
): readonly Write[] {
  const configs = [...world.by(clusters, 'organization', orgId)].flatMap(
    ({ key }) => world.get(fleetConfigs, key) ?? [],
  )
  return [
    put(organizationSettings, { ...settingsOf(world, orgId), ...changes }),
    ...configs.map((config) => put(fleetConfigs, { ...config, configVersion: config.configVersion + 1 })),
  ]
}
