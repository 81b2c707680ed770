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

type Row = readonly [name: string, rid: number, groupType: number, ...members: string[]]

function groups(rows: readonly Row[]): readonly WellKnownGroup[] {
  return rows.map(([name, rid, groupType, ...members]) => ({ name, rid, groupType, members }))
}

/** Groups of the container Users. @source ad-golden dumps/domain-wellknown.ldif */
export const DOMAIN_GROUPS = groups([
  ['Enterprise Read-only Domain Controllers', 498, UNIVERSAL],
  ['Domain Admins', 512, GLOBAL, 'Administrator'],
  ['Domain Users', 513, GLOBAL],
  ['Domain Guests', 514, GLOBAL],
  ['Domain Computers', 515, GLOBAL],
  ['Domain Controllers', 516, GLOBAL],
  ['Cert Publishers', 517, LOCAL],
  ['Schema Admins', 518, UNIVERSAL, 'Administrator'],
  ['Enterprise Admins', 519, UNIVERSAL, 'Administrator'],
  ['Group Policy Creator Owners', 520, GLOBAL, 'Administrator'],
  ['Read-only Domain Controllers', 521, GLOBAL],
  ['Protected Users', 525, GLOBAL],
  ['RAS and IAS Servers', 553, LOCAL],
  ['Allowed RODC Password Replication Group', 571, LOCAL],
  ['Denied RODC Password Replication Group', 572, LOCAL, 'krbtgt', 'Domain Admins', 'Enterprise Admins'],
])

/** Groups of the Builtin domain S-1-5-32. @source ad-golden dumps/domain-wellknown.ldif */
export const BUILTIN_GROUPS = groups([
  ['Administrators', 544, BUILTIN, 'Administrator', 'Domain Admins', 'Enterprise Admins'],
  ['Users', 545, BUILTIN, 'Domain Users'],
  ['Guests', 546, BUILTIN, 'Guest', 'Domain Guests'],
  ['Account Operators', 548, BUILTIN],
  ['Server Operators', 549, BUILTIN],
  ['Print Operators', 550, BUILTIN],
  ['Backup Operators', 551, BUILTIN],
  ['Replicator', 552, BUILTIN],
  ['Pre-Windows 2000 Compatible Access', 554, BUILTIN],
  ['Remote Desktop Users', 555, BUILTIN],
  ['Network Configuration Operators', 556, BUILTIN],
  ['Incoming Forest Trust Builders', 557, BUILTIN],
  ['Performance Monitor Users', 558, BUILTIN],
  ['Performance Log Users', 559, BUILTIN],
  ['Windows Authorization Access Group', 560, BUILTIN],
  ['Terminal Server License Servers', 561, BUILTIN],
  ['Distributed COM Users', 562, BUILTIN],
  ['IIS_IUSRS', 568, BUILTIN],
  ['Cryptographic Operators', 569, BUILTIN],
  ['Event Log Readers', 573, BUILTIN],
  ['Certificate Service DCOM Access', 574, BUILTIN],
])
