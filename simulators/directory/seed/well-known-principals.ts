import { GROUP_TYPE } from '../accounts/principal-defaults.js'

/** A group that every domain has. Members are the common names of others that every domain has. */
export interface WellKnownGroup {
  readonly name: string
  readonly rid: number
  readonly groupType: number
  /** Administrators guard its descriptor: adminCount. @source MS-ADTS 3.1.1.6.1 */
  readonly isProtected: boolean
  /** Cannot be deleted. DNS groups come with the DNS server, and can. */
  readonly isCritical: boolean
  readonly description: string
  readonly members: readonly string[]
}

const GLOBAL = GROUP_TYPE.global + GROUP_TYPE.security
const UNIVERSAL = GROUP_TYPE.universal + GROUP_TYPE.security
const LOCAL = GROUP_TYPE.domainLocal + GROUP_TYPE.security
const BUILTIN = GROUP_TYPE.builtin + GROUP_TYPE.domainLocal + GROUP_TYPE.security

type Marks = '' | 'protected' | 'deletable'
type Row = readonly [rid: number, name: string, marks: Marks, description: string, ...members: string[]]

function groups(groupType: number, rows: readonly Row[]): readonly WellKnownGroup[] {
  return rows.map(([rid, name, marks, description, ...members]) => ({
    name,
    rid,
    groupType,
    isProtected: marks === 'protected',
    isCritical: marks !== 'deletable',
    description,
    members,
  }))
}

/** Groups of the container Users. @source ad-golden dumps/domain-wellknown.ldif */
export const DOMAIN_GROUPS: readonly WellKnownGroup[] = [
  ...groups(UNIVERSAL, [
    [
      498,
      'Enterprise Read-only Domain Controllers',
      '',
      'Members of this group are Read-Only Domain Controllers in the enterprise',
    ],
    [518, 'Schema Admins', 'protected', 'Designated administrators of the schema', 'Administrator'],
    [519, 'Enterprise Admins', 'protected', 'Designated administrators of the enterprise', 'Administrator'],
  ]),
  ...groups(GLOBAL, [
    [512, 'Domain Admins', 'protected', 'Designated administrators of the domain', 'Administrator'],
    [513, 'Domain Users', '', 'All domain users'],
    [514, 'Domain Guests', '', 'All domain guests'],
    [515, 'Domain Computers', '', 'All workstations and servers joined to the domain'],
    [516, 'Domain Controllers', 'protected', 'All domain controllers in the domain'],
    [
      520,
      'Group Policy Creator Owners',
      '',
      'Members in this group can modify group policy for the domain',
      'Administrator',
    ],
    [
      521,
      'Read-only Domain Controllers',
      'protected',
      'Members of this group are Read-Only Domain Controllers in the domain',
    ],
    [
      525,
      'Protected Users',
      '',
      'Members of this group are afforded additional protections against authentication security threats',
    ],
    [
      1102,
      'DnsUpdateProxy',
      'deletable',
      'DNS clients who are permitted to perform dynamic updates on behalf of some other clients (such as DHCP servers).',
    ],
  ]),
  ...groups(LOCAL, [
    [
      517,
      'Cert Publishers',
      '',
      'Members of this group are permitted to publish certificates to the directory',
    ],
    [553, 'RAS and IAS Servers', '', 'Servers in this group can access remote access properties of users'],
    [
      571,
      'Allowed RODC Password Replication Group',
      '',
      'Members in this group can have their passwords replicated to all read-only domain controllers in the domain',
    ],
    [
      572,
      'Denied RODC Password Replication Group',
      '',
      'Members in this group cannot have their passwords replicated to any read-only domain controllers in the domain',
      ...['Domain Controllers', 'Read-only Domain Controllers', 'Cert Publishers', 'Domain Admins', 'krbtgt'],
      ...['Enterprise Admins', 'Group Policy Creator Owners', 'Schema Admins'],
    ],
    [1101, 'DnsAdmins', 'deletable', 'DNS Administrators Group'],
  ]),
]

/** Groups of the Builtin domain S-1-5-32. @source ad-golden dumps/domain-wellknown.ldif */
export const BUILTIN_GROUPS = groups(BUILTIN, [
  [
    544,
    'Administrators',
    'protected',
    'Administrators have complete and unrestricted access to the computer/domain',
    ...['Administrator', 'Domain Admins', 'Enterprise Admins'],
  ],
  [
    545,
    'Users',
    '',
    'Users are prevented from making accidental or intentional system-wide changes and can run most applications',
    ...['Domain Users', 'S-1-5-11', 'S-1-5-4'],
  ],
  [
    546,
    'Guests',
    '',
    'Guests have the same access as members of the Users group by default, except for the Guest account which is further restricted',
    ...['Guest', 'Domain Guests'],
  ],
  [548, 'Account Operators', 'protected', 'Members can administer domain user and group accounts'],
  [549, 'Server Operators', 'protected', 'Members can administer domain servers'],
  [550, 'Print Operators', 'protected', 'Members can administer domain printers'],
  [
    551,
    'Backup Operators',
    'protected',
    'Backup Operators can override security restrictions for the sole purpose of backing up or restoring files',
  ],
  [552, 'Replicator', 'protected', 'Supports file replication in a domain'],
  [
    554,
    'Pre-Windows 2000 Compatible Access',
    '',
    'A backward compatibility group which allows read access on all users and groups in the domain',
    'S-1-5-11',
  ],
  [555, 'Remote Desktop Users', '', 'Members in this group are granted the right to logon remotely'],
  [
    556,
    'Network Configuration Operators',
    '',
    'Members in this group can have some administrative privileges to manage configuration of networking features',
  ],
  [
    557,
    'Incoming Forest Trust Builders',
    '',
    'Members of this group can create incoming, one-way trusts to this forest',
  ],
  [
    558,
    'Performance Monitor Users',
    '',
    'Members of this group can access performance counter data locally and remotely',
  ],
  [
    559,
    'Performance Log Users',
    '',
    'Members of this group may schedule logging of performance counters, enable trace providers, and collect event traces both locally and via remote access to this computer',
  ],
  [
    560,
    'Windows Authorization Access Group',
    '',
    'Members of this group have access to the computed tokenGroupsGlobalAndUniversal attribute on User objects',
    'S-1-5-9',
  ],
  [
    561,
    'Terminal Server License Servers',
    '',
    'Members of this group can update user accounts in Active Directory with information about license issuance, for the purpose of tracking and reporting TS Per User CAL usage',
  ],
  [
    562,
    'Distributed COM Users',
    '',
    'Members are allowed to launch, activate and use Distributed COM objects on this machine.',
  ],
  [568, 'IIS_IUSRS', '', 'Built-in group used by Internet Information Services.', 'S-1-5-17'],
  [569, 'Cryptographic Operators', '', 'Members are authorized to perform cryptographic operations.'],
  [573, 'Event Log Readers', '', 'Members of this group can read event logs from local machine'],
  [
    574,
    'Certificate Service DCOM Access',
    '',
    'Members of this group are allowed to connect to Certification Authorities in the enterprise',
  ],
])

/** Identities of Windows that groups of the domain have as members. @source MS-DTYP 2.4.2.4 */
export const FOREIGN_PRINCIPALS = ['S-1-5-4', 'S-1-5-9', 'S-1-5-11', 'S-1-5-17'] as const
