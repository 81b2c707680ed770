import { directoryServiceDn, type Forest } from '../tree/forest.js'
import type { Values } from '../tree/object-defaults.js'
import { container, headOf, withValues, type SeedObject } from './seed-object.js'

/** What every application partition has; that of DNS besides the place of its zones. @source MS-ADTS 6.1.1.5 */
export function zonePartition(forest: Forest, zone: string): SeedObject[] {
  const dn = `DC=${zone},${forest.domainDn}`
  return [
    {
      ...withValues(headOf(dn, zone, 'domainDNS'), {
        wellKnownObjects: ZONE_OBJECTS.flatMap(({ guid, name }) =>
          guid === null ? [] : [`B:32:${guid}:CN=${name},${dn}`],
        ),
      }),
      rdnType: 'DC',
    },
    ...ZONE_OBJECTS.map(({ name, objectClass, values }) =>
      withValues(container(dn, name, objectClass), values(forest)),
    ),
  ]
}

const FIXED: Values = { systemFlags: ['-1946157056'], isCriticalSystemObject: ['TRUE'] }

const ZONE_OBJECTS: readonly {
  readonly name: string
  readonly objectClass: string
  readonly guid: string | null
  readonly values: (forest: Forest) => Values
}[] = [
  {
    name: 'Deleted Objects',
    objectClass: 'container',
    guid: '18E2EA80684F11D2B9AA00C04F79F805',
    values: () => ({ ...FIXED, isDeleted: ['TRUE'] }),
  },
  {
    name: 'Infrastructure',
    objectClass: 'infrastructureUpdate',
    guid: '2FBAC1870ADE11D297C400C04FD8D5CD',
    values: (forest) => ({ ...FIXED, fSMORoleOwner: [directoryServiceDn(forest)] }),
  },
  {
    name: 'LostAndFound',
    objectClass: 'lostAndFound',
    guid: 'AB8153B7768811D1ADED00C04FD8D5CD',
    values: () => FIXED,
  },
  { name: 'MicrosoftDNS', objectClass: 'container', guid: null, values: () => ({}) },
  {
    name: 'NTDS Quotas',
    objectClass: 'msDS-QuotaContainer',
    guid: '6227F0AF1FC2410D8E3BB10615BB5B0F',
    values: () => ({
      systemFlags: ['-2147483648'],
      isCriticalSystemObject: ['TRUE'],
      'msDS-TombstoneQuotaFactor': ['100'],
    }),
  },
]
