import type { Ids } from '../../core/index.js'
import { directoryServiceDn, type Forest } from '../tree/forest.js'
import type { Values } from '../tree/object-defaults.js'
import { container, withValues, type SeedObject } from './seed-object.js'

/** The cross references: which naming contexts the forest has, and under which DNS names. */
export function crossReferences(forest: Forest, ids: Ids): SeedObject[] {
  const { configurationDn, domainDn, dnsDomain, netbiosDomain } = forest
  const crossRef = (name: string, nCName: string, values: Values) =>
    withValues(container(`CN=Partitions,${configurationDn}`, name, 'crossRef'), {
      nCName: [nCName],
      dnsRoot: [dnsDomain],
      systemFlags: ['1'],
      ...values,
    })
  return [
    withValues(container(configurationDn, 'Partitions', 'crossRefContainer'), {
      systemFlags: ['-2147483648'],
      showInAdvancedViewOnly: ['TRUE'],
      'msDS-Behavior-Version': ['7'],
      fSMORoleOwner: [directoryServiceDn(forest)],
    }),
    crossRef('Enterprise Configuration', configurationDn, {}),
    crossRef('Enterprise Schema', forest.schemaDn, {}),
    crossRef(netbiosDomain, domainDn, {
      nETBIOSName: [netbiosDomain],
      systemFlags: ['3'],
      nTMixedDomain: ['0'],
      'msDS-Behavior-Version': ['7'],
    }),
    ...['DomainDnsZones', 'ForestDnsZones'].map((zone) =>
      crossRef(ids.uuid(), `DC=${zone},${domainDn}`, {
        dnsRoot: [`${zone}.${dnsDomain}`],
        systemFlags: ['5'],
        'msDS-NC-Replica-Locations': forest.controllers.map(({ name, siteName }) =>
          [
            `CN=NTDS Settings`,
            `CN=${name}`,
            'CN=Servers',
            `CN=${siteName}`,
            'CN=Sites',
            configurationDn,
          ].join(','),
        ),
      }),
    ),
  ]
}
