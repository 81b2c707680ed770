import type { SearchScope } from '../ldap/request.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

/**
 * Where a search that began at the head of a naming context goes on: the contexts directly below it, each by the
 * DNS name of its cross reference.
 * @source ldap.md 5 "References"
 */
export function referencesOf({ forest }: Tree, base: StoredEntry, scope: SearchScope): readonly string[] {
  const suffix = scope === 'one-level' ? '??base' : ''
  const { domainDn, configurationDn, schemaDn, dnsDomain } = forest
  if (scope === 'base') return []
  if (base.record.head === configurationDn) return [`ldap://${dnsDomain}/${schemaDn}${suffix}`]
  if (base.record.head !== domainDn) return []
  return [
    `ldap://${dnsDomain}/${configurationDn}${suffix}`,
    ...['DomainDnsZones', 'ForestDnsZones'].map(
      (zone) => `ldap://${zone}.${dnsDomain}/DC=${zone},${domainDn}${suffix}`,
    ),
  ]
}
