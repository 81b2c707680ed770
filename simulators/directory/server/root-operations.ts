import { accessDenied, willNotPerform } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { parseDn } from '../names/parse-dn.js'
import { removeExpired } from '../provisioning/remove-expired.js'
import { directoryServiceDn, type Forest } from '../tree/forest.js'
import type { Session } from './session.js'
import { mayWriteAnywhere } from './write-access.js'

type RootOperation = (session: Session) => void

/** The schema follows its naming context by itself, and there is nothing to check: it has no more to do than to succeed. */
const DONE: RootOperation = () => undefined

/**
 * What is done by writing an attribute of the root.
 * @source MS-ADTS 3.1.1.3.3
 */
const OPERATIONS: Readonly<Record<string, RootOperation>> = {
  becomedomainmaster: takeRole(({ configurationDn }) => `CN=Partitions,${configurationDn}`),
  becomeinfrastructuremaster: takeRole(({ domainDn }) => `CN=Infrastructure,${domainDn}`),
  becomepdc: takeRole(({ domainDn }) => domainDn),
  becomeridmaster: takeRole(({ domainDn }) => `CN=RID Manager$,CN=System,${domainDn}`),
  becomeschemamaster: takeRole(({ schemaDn }) => schemaDn),
  checkphantoms: DONE,
  dogarbagecollection: collectGarbage,
  dolinkcleanup: DONE,
  doonlinedefrag: DONE,
  fixupinheritance: DONE,
  invalidategccache: DONE,
  invalidateridpool: DONE,
  recalchierarchy: DONE,
  schemaupdatenow: DONE,
  updatecachedmemberships: DONE,
}

export function operateOnRoot(session: Session, modifications: readonly Modification[]): LdapResult {
  const operations = modifications.flatMap(({ kind, attribute }) =>
    kind === 'add' || kind === 'replace' ? (OPERATIONS[attribute.type.toLowerCase()] ?? []) : [],
  )
  if (operations.length < modifications.length || operations.length === 0) return willNotPerform()
  if (!mayWriteAnywhere(session)) return accessDenied()
  for (const operation of operations) operation(session)
  return SUCCESS
}

function collectGarbage({ clock, directory, view }: Session): void {
  const change = directory.change()
  removeExpired(view.tree, change, clock.now())
  change.commit('ldap', 'GarbageCollection')
}

/** Takes over a role that only one domain controller has. */
function takeRole(nameOf: (forest: Forest) => string): RootOperation {
  return ({ directory, view: { tree } }) => {
    const entry = tree.find(parseDn(nameOf(tree.forest)) ?? [])
    if (entry === undefined) return
    const change = directory.change()
    const fSMORoleOwner = [directoryServiceDn(tree.forest)]
    change.update(entry, { values: { ...entry.record.values, fSMORoleOwner } })
    change.commit('ldap', 'RoleTaken')
  }
}
