import { container, withValues, type SeedObject } from '../seed/seed-object.js'
import type { Forest } from '../tree/forest.js'
import type { SiteSeed } from './plan-controllers.js'

/** systemFlags. @source ad-golden dumps/configuration.ldif; MS-ADTS 3.1.1.5.2.4 those of links and subnets */
const SYSTEM_FLAGS = { site: ['1107296256'], servers: ['33554432'], renamable: ['1073741824'] }

/** The sites of a forest with room for their servers, the networks that belong to them, and the link among them. */
export function siteObjects(
  { configurationDn, controllers }: Forest,
  seeds: readonly SiteSeed[],
): SeedObject[] {
  const sites = `CN=Sites,${configurationDn}`
  const names = [
    ...new Set([...seeds.map(({ name }) => name), ...controllers.map(({ siteName }) => siteName)]),
  ]
  return [
    ...names.flatMap((name) => [
      withValues(container(sites, name, 'site'), { systemFlags: SYSTEM_FLAGS.site }),
      withValues(container(`CN=${name},${sites}`, 'Servers', 'serversContainer'), {
        systemFlags: SYSTEM_FLAGS.servers,
      }),
      container(`CN=${name},${sites}`, 'NTDS Site Settings', 'nTDSSiteSettings'),
    ]),
    ...seeds.flatMap(({ name, subnets = [] }) =>
      subnets.map((subnet) =>
        withValues(container(`CN=Subnets,${sites}`, subnet, 'subnet'), {
          systemFlags: SYSTEM_FLAGS.renamable,
          siteObject: [`CN=${name},${sites}`],
        }),
      ),
    ),
    withValues(container(`CN=IP,CN=Inter-Site Transports,${sites}`, 'DEFAULTIPSITELINK', 'siteLink'), {
      systemFlags: SYSTEM_FLAGS.renamable,
      cost: ['100'],
      replInterval: ['180'],
      siteList: names.map((name) => `CN=${name},${sites}`),
    }),
  ]
}
