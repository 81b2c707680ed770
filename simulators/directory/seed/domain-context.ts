import { toFileTime } from '../names/file-time.js'
import { PASSWORD_POLICY, withoutExpiry } from './password-policy.js'
import type { OrganizationSeed } from './organization.js'
import { domainPrincipals } from './domain-principals.js'
import { linkOfPolicy, systemContainer } from './system-container.js'
import { container, withValues, type SeedObject, type SeedPlan } from './seed-object.js'
import { directoryServiceDn, type Forest } from '../tree/forest.js'
import type { Values } from '../tree/object-defaults.js'

/** Neither deleted, nor renamed, nor moved. @source MS-ADTS 2.2.10; ad-golden dumps/domain-wellknown.ldif */
export const FIXED = '-1946157056'
/** Not deleted. */
const NOT_DELETED = '-2147483648'

/** A container that every domain has. */
interface WellKnownContainer {
  readonly rdn: string
  readonly objectClass: string
  /** By which wellKnownObjects finds it; for `<WKGUID=…>`. @source MS-ADTS 6.1.1.4 */
  readonly guid: string | null
  readonly description: string | null
  /** Shown although its class hides. */
  readonly isShown?: boolean
  readonly isCritical?: boolean
  readonly systemFlags?: string
  readonly values?: (forest: Forest) => Values
}

/** @source ad-golden dumps/domain-wellknown.ldif */
const CONTAINERS: readonly WellKnownContainer[] = [
  {
    rdn: 'CN=Users',
    objectClass: 'container',
    guid: 'A9D1CA15768811D1ADED00C04FD8D5CD',
    description: 'Default container for upgraded user accounts',
    isShown: true,
  },
  {
    rdn: 'CN=Computers',
    objectClass: 'container',
    guid: 'AA312825768811D1ADED00C04FD8D5CD',
    description: 'Default container for upgraded computer accounts',
    isShown: true,
  },
  {
    rdn: 'OU=Domain Controllers',
    objectClass: 'organizationalUnit',
    guid: 'A361B2FFFFD211D1AA4B00C04FD7D83A',
    description: 'Default container for domain controllers',
    isShown: true,
    values: (forest) => ({ gPLink: [linkOfPolicy(forest, 'controllers')] }),
  },
  {
    rdn: 'CN=System',
    objectClass: 'container',
    guid: 'AB1D30F3768811D1ADED00C04FD8D5CD',
    description: 'Builtin system settings',
  },
  {
    rdn: 'CN=LostAndFound',
    objectClass: 'lostAndFound',
    guid: 'AB8153B7768811D1ADED00C04FD8D5CD',
    description: 'Default container for orphaned objects',
  },
  {
    rdn: 'CN=Infrastructure',
    objectClass: 'infrastructureUpdate',
    guid: '2FBAC1870ADE11D297C400C04FD8D5CD',
    description: null,
    values: (forest) => ({ fSMORoleOwner: [directoryServiceDn(forest)] }),
  },
  {
    rdn: 'CN=Deleted Objects',
    objectClass: 'container',
    guid: '18E2EA80684F11D2B9AA00C04F79F805',
    description: 'Default container for deleted objects',
    values: () => ({ isDeleted: ['TRUE'] }),
  },
  {
    rdn: 'CN=ForeignSecurityPrincipals',
    objectClass: 'container',
    guid: '22B70C67D56E4EFB91E9300FCA3DC1AA',
    description:
      'Default container for security identifiers (SIDs) associated with objects from external, trusted domains',
    isShown: true,
  },
  {
    rdn: 'CN=Program Data',
    objectClass: 'container',
    guid: '09460C08AE1E4A4EA0F64AEE7DAA1E5A',
    description: 'Default location for storage of application data.',
    isCritical: false,
  },
  {
    rdn: 'CN=Microsoft,CN=Program Data',
    objectClass: 'container',
    guid: 'F4BE92A4C777485E878E9421D53087DB',
    description: 'Default location for storage of Microsoft application data.',
    isCritical: false,
  },
  {
    rdn: 'CN=NTDS Quotas',
    objectClass: 'msDS-QuotaContainer',
    guid: '6227F0AF1FC2410D8E3BB10615BB5B0F',
    description: 'Quota specifications container',
    systemFlags: NOT_DELETED,
    values: () => ({ 'msDS-TombstoneQuotaFactor': ['100'] }),
  },
  {
    rdn: 'CN=Managed Service Accounts',
    objectClass: 'container',
    guid: null,
    description: 'Default container for managed service accounts',
    isShown: true,
    isCritical: false,
  },
]

/** Of otherWellKnownObjects. @source MS-ADTS 6.1.1.4.14 */
const MANAGED_ACCOUNTS = '1EB93889E40C45DF9F0C64D23BBB6237'

/** The domain's naming context as a fresh domain controller has it. */
export function domainContext(plan: SeedPlan, seed: OrganizationSeed): SeedObject[] {
  const { domainDn } = plan.forest
  return [
    domainHead(plan, seed),
    ...CONTAINERS.map((row) => wellKnownContainer(plan, row)),
    builtinDomain(plan),
    ...systemContainer(plan),
    ...domainPrincipals(domainDn, seed),
  ]
}

function wellKnownContainer({ forest }: SeedPlan, row: WellKnownContainer): SeedObject {
  const { rdn, objectClass, description, isShown, isCritical = true, systemFlags, values } = row
  const [first = '', ...above] = rdn.split(',')
  const object = container([...above, forest.domainDn].join(','), first.slice(3), objectClass)
  return withValues(object, {
    ...(description === null ? {} : { description: [description] }),
    ...(isShown === true ? { showInAdvancedViewOnly: ['FALSE'] } : {}),
    ...(isCritical ? { isCriticalSystemObject: ['TRUE'], systemFlags: [systemFlags ?? FIXED] } : {}),
    ...values?.(forest),
  })
}

function domainHead(plan: SeedPlan, seed: OrganizationSeed): SeedObject {
  const { forest, domainSid } = plan
  const { domainDn } = forest
  const [label = ''] = forest.dnsDomain.split('.')
  const policy =
    seed.passwordsExpire === false ? withoutExpiry(PASSWORD_POLICY.domain) : PASSWORD_POLICY.domain
  return {
    parent: '',
    head: domainDn,
    rdnType: 'DC',
    name: label,
    objectClass: 'domainDNS',
    values: [
      samDomain(plan),
      policy,
      {
        instanceType: ['5'],
        objectSid: [domainSid],
        lockoutThreshold: [String(seed.lockoutThreshold ?? 0)],
        auditingPolicy: ['\0\x01'],
        gPLink: [linkOfPolicy(forest, 'domain')],
        'ms-DS-MachineAccountQuota': ['10'],
        'msDS-AllUsersTrustQuota': ['1000'],
        'msDS-PerUserTrustQuota': ['1'],
        'msDS-PerUserTrustTombstonesQuota': ['10'],
        'msDS-Behavior-Version': ['7'],
        'msDS-NcType': ['0'],
        nTMixedDomain: ['0'],
        isCriticalSystemObject: ['TRUE'],
        systemFlags: [FIXED],
        fSMORoleOwner: [directoryServiceDn(forest)],
        rIDManagerReference: [`CN=RID Manager$,CN=System,${domainDn}`],
        wellKnownObjects: CONTAINERS.flatMap(({ guid, rdn }) =>
          guid === null ? [] : [`B:32:${guid}:${rdn},${domainDn}`],
        ),
        otherWellKnownObjects: [`B:32:${MANAGED_ACCOUNTS}:CN=Managed Service Accounts,${domainDn}`],
      },
    ],
  }
}

function builtinDomain(plan: SeedPlan): SeedObject {
  return {
    ...container(plan.forest.domainDn, 'Builtin', 'builtinDomain'),
    values: [
      samDomain(plan),
      PASSWORD_POLICY.builtin,
      {
        objectSid: ['S-1-5-32'],
        showInAdvancedViewOnly: ['FALSE'],
        isCriticalSystemObject: ['TRUE'],
        systemFlags: [FIXED],
      },
    ],
  }
}

/** What the security account manager keeps of each of its two domains. */
function samDomain({ now }: SeedPlan): Values {
  return {
    creationTime: [String(toFileTime(now))],
    modifiedCount: ['1'],
    modifiedCountAtLastProm: ['0'],
    nextRid: ['1000'],
    serverState: ['1'],
    uASCompat: ['1'],
  }
}
