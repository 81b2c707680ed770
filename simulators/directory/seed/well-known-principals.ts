import { GROUP_TYPE } from '../accounts/principal-defaults.js'

/** A group that every domain has: name, RID, groupType, and the names of those of its members that are here. */
export interface WellKnownGroup {
  readonly name: string
  readonly rid: number
  readonly groupType: number
  readonly members: readonly string[]
}

const GLOBAL = GROUP_TYPE.global + GROUP_TYPE.security
const UNIVERSAL = GROUP_TYPE.universal + GROUP_TYPE.security
const LOCAL = GROUP_TYPE.domainLocal + GROUP_TYPE.security
const BUILTIN = GROUP_TYPE.builtin + GROUP_TYPE.domainLocal + GROUP_TYPE.security

function group(name: string, rid: number, groupType: number, ...members: string[]): WellKnownGroup {
  return { name, rid, groupType, members }
}

/** Groups of the container Users. @source ad-golden dumps/domain-wellknown.ldif */
export const DOMAIN_GROUPS: readonly WellKnownGroup[] = [
  group('Enterprise Read-only Domain Controllers', 498, UNIVERSAL),
  group('Domain Admins', 512, GLOBAL, 'Administrator'),
  group('Domain Users', 513, GLOBAL),
  group('Domain Guests', 514, GLOBAL),
  group('Domain Computers', 515, GLOBAL),
  group('Domain Controllers', 516, GLOBAL),
  group('Cert Publishers', 517, LOCAL),
  group('Schema Admins', 518, UNIVERSAL, 'Administrator'),
  group('Enterprise Admins', 519, UNIVERSAL, 'Administrator'),
  group('Group Policy Creator Owners', 520, GLOBAL, 'Administrator'),
  group('Read-only Domain Controllers', 521, GLOBAL),
  group('Protected Users', 525, GLOBAL),
  group('RAS and IAS Servers', 553, LOCAL),
  group('Allowed RODC Password Replication Group', 571, LOCAL),
  group('Denied RODC Password Replication Group', 572, LOCAL, 'krbtgt', 'Domain Admins', 'Enterprise Admins'),
]

/** Groups of the Builtin domain S-1-5-32. @source ad-golden dumps/domain-wellknown.ldif */
export const BUILTIN_GROUPS: readonly WellKnownGroup[] = [
  group('Administrators', 544, BUILTIN, 'Administrator', 'Domain Admins', 'Enterprise Admins'),
  group('Users', 545, BUILTIN, 'Domain Users'),
  group('Guests', 546, BUILTIN, 'Guest', 'Domain Guests'),
  group('Account Operators', 548, BUILTIN),
  group('Server Operators', 549, BUILTIN),
  group('Print Operators', 550, BUILTIN),
  group('Backup Operators', 551, BUILTIN),
  group('Replicator', 552, BUILTIN),
  group('Pre-Windows 2000 Compatible Access', 554, BUILTIN),
  group('Remote Desktop Users', 555, BUILTIN),
  group('Network Configuration Operators', 556, BUILTIN),
  group('Incoming Forest Trust Builders', 557, BUILTIN),
  group('Performance Monitor Users', 558, BUILTIN),
  group('Performance Log Users', 559, BUILTIN),
  group('Windows Authorization Access Group', 560, BUILTIN),
  group('Terminal Server License Servers', 561, BUILTIN),
  group('Distributed COM Users', 562, BUILTIN),
  group('IIS_IUSRS', 568, BUILTIN),
  group('Cryptographic Operators', 569, BUILTIN),
  group('Event Log Readers', 573, BUILTIN),
  group('Certificate Service DCOM Access', 574, BUILTIN),
]
