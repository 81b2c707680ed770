import type { Forest } from '../tree/forest.js'

/** The zones of the domain name system that the forest keeps as naming contexts of their own. */
export const ZONES = ['DomainDnsZones', 'ForestDnsZones'] as const

/** The names of all naming contexts, the domain first. @source ldap.md 2 */
export function namingContextsOf({ domainDn, configurationDn, schemaDn }: Forest): readonly string[] {
  return [domainDn, configurationDn, schemaDn, ...ZONES.map((zone) => `DC=${zone},${domainDn}`)]
}
