import { parseDn } from '../names/parse-dn.js'
import { directoryServiceDn, type Forest } from '../tree/forest.js'
import { LDAP_LIMITS, type LdapLimits } from '../tree/ldap-limits.js'
import { DIRECTORY_STREAM, rememberUntilChange } from '../tree/remembered.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

type LimitName = keyof LdapLimits

/**
 * More than this no policy gives, whatever it says.
 * @source learn.microsoft.com "Windows Server 2008 and newer domain controller returns only 5000 values"
 */
const CEILINGS: Partial<Record<LimitName, number>> = {
  MaxReceiveBuffer: 20_971_520,
  MaxPageSize: 20_000,
  MaxQueryDuration: 1_200,
  MaxTempTableSize: 100_000,
  MaxValRange: 5_000,
}

/** The limits of a domain controller as its query policy states them now, which an administrator can change by LDAP. */
export function createQueryPolicy(tree: Tree): () => LdapLimits {
  const limits = rememberUntilChange(tree.world, [DIRECTORY_STREAM], () => readLimits(tree))
  return () => limits('')
}

function readLimits(tree: Tree): LdapLimits {
  const stated = new Map<string, number>()
  for (const line of policyOf(tree)?.record.values['lDAPAdminLimits'] ?? []) {
    const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(\d{1,10})\s*$/.exec(line) ?? []
    if (name !== '') stated.set(name.toLowerCase(), Number(value))
  }
  const limit = (name: LimitName): number =>
    Math.min(stated.get(name.toLowerCase()) ?? LDAP_LIMITS[name], CEILINGS[name] ?? Infinity)
  const names = Object.keys(LDAP_LIMITS) as LimitName[]
  return Object.fromEntries(names.map((name) => [name, limit(name)])) as Record<LimitName, number>
}

/** The controller's own policy, else its site's, else that of the forest. @source MS-ADTS 3.1.1.3.4.6 */
function policyOf(tree: Tree): StoredEntry | undefined {
  const { forest } = tree
  const named = [directoryServiceDn(forest), siteSettingsDn(forest)].map((dn) => {
    const holder = entryAt(tree, dn)
    const [id] = holder === undefined ? [] : tree.linked('queryPolicyObject', holder.record.id)
    return id === undefined ? undefined : tree.get(id)
  })
  return named.find((policy) => policy !== undefined) ?? entryAt(tree, defaultPolicyDn(forest))
}

function entryAt(tree: Tree, dn: string): StoredEntry | undefined {
  return tree.find(parseDn(dn) ?? [])
}

function siteSettingsDn({ siteName, configurationDn }: Forest): string {
  return `CN=NTDS Site Settings,CN=${siteName},CN=Sites,${configurationDn}`
}

function defaultPolicyDn({ configurationDn }: Forest): string {
  return `CN=Default Query Policy,CN=Query-Policies,CN=Directory Service,CN=Windows NT,CN=Services,${configurationDn}`
}
