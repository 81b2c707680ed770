import { ntHashOf } from '../accounts/nt-hash.js'
import { ACCOUNT_CONTROL } from '../accounts/user-account-control.js'
import type { Values } from '../tree/object-defaults.js'
import type { OrganizationSeed } from './organization.js'
import type { SeedObject } from './seed-object.js'
import {
  BUILTIN_GROUPS,
  DOMAIN_GROUPS,
  FOREIGN_PRINCIPALS,
  type WellKnownGroup,
} from './well-known-principals.js'

const { normal, disabled, passwordNotRequired, passwordNeverExpires } = ACCOUNT_CONTROL

/** The accounts and groups of a fresh domain. @source ad-golden dumps/domain-wellknown.ldif */
export function domainPrincipals(domainDn: string, seed: OrganizationSeed): SeedObject[] {
  const users = `CN=Users,${domainDn}`
  const builtin = `CN=Builtin,${domainDn}`
  const foreign = `CN=ForeignSecurityPrincipals,${domainDn}`
  const memberDn = (name: string) => `CN=${name},${name.startsWith('S-1-5-') ? foreign : users}`
  const account = accountsIn(users)
  return [
    {
      ...account('Administrator', 500, {
        description: ['Built-in account for administering the computer/domain'],
        userAccountControl: [String(normal | (seed.passwordsExpire === false ? passwordNeverExpires : 0))],
        adminCount: ['1'],
      }),
      ntHash: ntHashOf(seed.administratorPassword).toString('hex'),
    },
    account('Guest', 501, {
      description: ['Built-in account for guest access to the computer/domain'],
      userAccountControl: [String(normal | disabled | passwordNotRequired | passwordNeverExpires)],
      primaryGroupID: ['514'],
    }),
    account('krbtgt', 502, {
      description: ['Key Distribution Center Service Account'],
      userAccountControl: [String(normal | disabled)],
      adminCount: ['1'],
      servicePrincipalName: ['kadmin/changepw'],
      showInAdvancedViewOnly: ['TRUE'],
    }),
    ...FOREIGN_PRINCIPALS.map((sid) => ({
      parent: foreign,
      rdnType: 'CN',
      name: sid,
      objectClass: 'foreignSecurityPrincipal',
      values: [{ objectSid: [sid] }],
    })),
    ...DOMAIN_GROUPS.map((group) => groupObject(users, group, memberDn)),
    ...BUILTIN_GROUPS.map((group) => builtinGroup(groupObject(builtin, group, memberDn), group.rid)),
  ]
}

function accountsIn(parent: string) {
  return (name: string, rid: number, values: Values): SeedObject => {
    const own = { sAMAccountName: [name], isCriticalSystemObject: ['TRUE'] }
    return { parent, rdnType: 'CN', name, objectClass: 'user', rid, values: [own, values] }
  }
}

function groupObject(parent: string, group: WellKnownGroup, memberDn: (name: string) => string): SeedObject {
  const { name, rid, groupType, isProtected, isCritical, description, members } = group
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
        description: [description],
        ...(isCritical ? { isCriticalSystemObject: ['TRUE'] } : {}),
        ...(isProtected ? { adminCount: ['1'] } : {}),
        ...(members.length === 0 ? {} : { member: members.map(memberDn) }),
      },
    ],
  }
}

function builtinGroup(group: SeedObject, rid: number): SeedObject {
  return { ...group, sid: `S-1-5-32-${rid}`, values: [...group.values, { systemFlags: ['-1946157056'] }] }
}
