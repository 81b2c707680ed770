import { ntHashOf } from '../accounts/nt-hash.js'
import { ACCOUNT_CONTROL, ACCOUNT_TYPE } from '../accounts/user-account-control.js'
import { NEVER } from '../names/file-time.js'
import { controllerHost, directoryServiceDn, type Forest } from '../tree/forest.js'
import type { OrganizationSeed } from './organization.js'
import { container, withValues, type SeedObject } from './seed-object.js'
import { BUILTIN_GROUPS, DOMAIN_GROUPS, type WellKnownGroup } from './well-known-principals.js'

const CRITICAL = ['TRUE']
const HALF_AN_HOUR = '-18000000000'

/** wellKnownObjects of a domain, for `<WKGUID=…>`. @source ad-golden dumps/domain-wellknown.ldif */
const WELL_KNOWN: readonly (readonly [guid: string, rdn: string])[] = [
  ['18E2EA80684F11D2B9AA00C04F79F805', 'CN=Deleted Objects'],
  ['22B70C67D56E4EFB91E9300FCA3DC1AA', 'CN=ForeignSecurityPrincipals'],
  ['AB8153B7768811D1ADED00C04FD8D5CD', 'CN=LostAndFound'],
  ['AB1D30F3768811D1ADED00C04FD8D5CD', 'CN=System'],
  ['A361B2FFFFD211D1AA4B00C04FD7D83A', 'OU=Domain Controllers'],
  ['AA312825768811D1ADED00C04FD8D5CD', 'CN=Computers'],
  ['A9D1CA15768811D1ADED00C04FD8D5CD', 'CN=Users'],
]

/** The domain's naming context as a fresh domain controller has it. */
export function domainContext(forest: Forest, seed: OrganizationSeed, domainSid: string): SeedObject[] {
  const { domainDn } = forest
  const users = `CN=Users,${domainDn}`
  return [
    domainHead(forest, seed, domainSid),
    withValues(container(domainDn, 'Users', 'container'), {
      description: ['Default container for upgraded user accounts'],
    }),
    withValues(container(domainDn, 'Computers', 'container'), {
      description: ['Default container for upgraded computer accounts'],
    }),
    withValues(container(domainDn, 'System', 'container'), { description: ['Builtin system settings'] }),
    container(domainDn, 'ForeignSecurityPrincipals'),
    container(domainDn, 'LostAndFound', 'lostAndFound'),
    withValues(container(domainDn, 'Deleted Objects', 'container'), {
      isDeleted: ['TRUE'],
      isCriticalSystemObject: CRITICAL,
    }),
    withValues(container(domainDn, 'Domain Controllers', 'organizationalUnit'), {
      description: ['Default container for domain controllers'],
    }),
    withValues(container(domainDn, 'Builtin', 'builtinDomain'), {
      objectSid: ['S-1-5-32'],
      isCriticalSystemObject: CRITICAL,
    }),
    controller(forest),
    administrator(users, seed),
    disabledAccount(users, 'Guest', 501),
    disabledAccount(users, 'krbtgt', 502),
    ...DOMAIN_GROUPS.map((group) => groupObject(users, users, group)),
    ...BUILTIN_GROUPS.map((group) => ({
      ...groupObject(`CN=Builtin,${domainDn}`, users, group),
      sid: `S-1-5-32-${group.rid}`,
    })),
  ]
}

function domainHead(forest: Forest, seed: OrganizationSeed, domainSid: string): SeedObject {
  const { domainDn } = forest
  const [label = ''] = forest.dnsDomain.split('.')
  return {
    parent: '',
    head: domainDn,
    rdnType: 'DC',
    name: label,
    objectClass: 'domainDNS',
    values: [
      {
        instanceType: ['5'],
        objectSid: [domainSid],
        forceLogoff: [String(NEVER)],
        lockoutDuration: [HALF_AN_HOUR],
        lockOutObservationWindow: [HALF_AN_HOUR],
        lockoutThreshold: [String(seed.lockoutThreshold ?? 0)],
        maxPwdAge: [String(NEVER)],
        minPwdAge: ['0'],
        minPwdLength: ['7'],
        pwdHistoryLength: ['24'],
        pwdProperties: ['1'],
        'ms-DS-MachineAccountQuota': ['10'],
        'msDS-Behavior-Version': ['7'],
        nTMixedDomain: ['0'],
        isCriticalSystemObject: CRITICAL,
        systemFlags: ['-1946157056'],
        fSMORoleOwner: [directoryServiceDn(forest)],
        wellKnownObjects: WELL_KNOWN.map(([guid, rdn]) => `B:32:${guid}:${rdn},${domainDn}`),
      },
    ],
  }
}

function controller(forest: Forest): SeedObject {
  const host = controllerHost(forest)
  const name = forest.controllerName
  return {
    parent: `OU=Domain Controllers,${forest.domainDn}`,
    rdnType: 'CN',
    name,
    objectClass: 'computer',
    rid: 1000,
    values: [
      {
        sAMAccountName: [`${name}$`],
        sAMAccountType: [String(ACCOUNT_TYPE.computer)],
        userAccountControl: [String(ACCOUNT_CONTROL.serverTrust | 0x80000)],
        primaryGroupID: ['516'],
        dNSHostName: [host],
        servicePrincipalName: [
          `HOST/${host}`,
          `HOST/${name}`,
          `ldap/${host}`,
          `GC/${host}/${forest.dnsDomain}`,
        ],
        isCriticalSystemObject: CRITICAL,
      },
    ],
  }
}

function administrator(users: string, seed: OrganizationSeed): SeedObject {
  return {
    parent: users,
    rdnType: 'CN',
    name: 'Administrator',
    objectClass: 'user',
    rid: 500,
    ntHash: ntHashOf(seed.administratorPassword).toString('hex'),
    values: [
      {
        sAMAccountName: ['Administrator'],
        description: ['Built-in account for administering the computer/domain'],
        userAccountControl: [String(ACCOUNT_CONTROL.normal | ACCOUNT_CONTROL.passwordNeverExpires)],
        adminCount: ['1'],
        isCriticalSystemObject: CRITICAL,
      },
    ],
  }
}

function disabledAccount(users: string, name: string, rid: number): SeedObject {
  const control = ACCOUNT_CONTROL.normal | ACCOUNT_CONTROL.disabled
  const values = {
    sAMAccountName: [name],
    userAccountControl: [String(control)],
    isCriticalSystemObject: CRITICAL,
  }
  return { parent: users, rdnType: 'CN', name, objectClass: 'user', rid, values: [values] }
}

function groupObject(
  parent: string,
  users: string,
  { name, rid, groupType, members }: WellKnownGroup,
): SeedObject {
  return {
    parent,
    rdnType: 'CN',
    name,
    objectClass: 'group',
    rid,
    values: [
      {
        sAMAccountName: [name],
        groupType: [String(groupType)],
        isCriticalSystemObject: CRITICAL,
        ...(members.length === 0 ? {} : { member: members.map((member) => `CN=${member},${users}`) }),
      },
    ],
  }
}
