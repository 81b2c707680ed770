import type { Clock } from '../../core/index.js'
import { SUPPORTED_CONTROLS } from '../controls/supported-controls.js'
import { EXTENSION } from '../ldap/extension.js'
import type { Filter } from '../ldap/filter.js'
import type { AttributeValues } from '../ldap/response.js'
import { dnKey } from '../names/dn-key.js'
import { formatGeneralizedTime } from '../names/generalized-time.js'
import { parseDn } from '../names/parse-dn.js'
import { controllerHost, directoryServiceDn, serverDn } from '../tree/forest.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import { namingContextsOf } from './naming-contexts.js'

type Read = (tree: Tree, clock: Clock) => readonly string[]

/** Windows Server 2016 and later. @source ldap.md 2 */
const FUNCTIONAL_LEVEL = ['7']
const CAPABILITIES = ['800', '1670', '1791', '1935', '2080', '2237'].map(
  (last) => `1.2.840.113556.1.4.${last}`,
)

/** What the root of the tree says without being asked for by name. @source ldap.md 2 */
const ATTRIBUTES: Readonly<Record<string, Read>> = {
  configurationNamingContext: ({ forest }) => [forest.configurationDn],
  currentTime: (_tree, clock) => [formatGeneralizedTime(clock.now())],
  defaultNamingContext: ({ forest }) => [forest.domainDn],
  dnsHostName: ({ forest }) => [controllerHost(forest)],
  domainControllerFunctionality: () => FUNCTIONAL_LEVEL,
  domainFunctionality: () => FUNCTIONAL_LEVEL,
  dsServiceName: ({ forest }) => [directoryServiceDn(forest)],
  forestFunctionality: () => FUNCTIONAL_LEVEL,
  highestCommittedUSN: ({ forest, world }) => [String(forest.usnBase + world.sequence)],
  isGlobalCatalogReady: ({ forest }) => [forest.isGlobalCatalog ? 'TRUE' : 'FALSE'],
  isSynchronized: () => ['TRUE'],
  ldapServiceName: ({ forest }) => {
    const { dnsDomain, controllerName } = forest
    return [`${dnsDomain}:${controllerName.toLowerCase()}$@${dnsDomain.toUpperCase()}`]
  },
  namingContexts: ({ forest }) => namingContextsOf(forest),
  rootDomainNamingContext: ({ forest }) => [forest.domainDn],
  schemaNamingContext: ({ forest }) => [forest.schemaDn],
  serverName: ({ forest }) => [serverDn(forest)],
  subschemaSubentry: ({ forest }) => [`CN=Aggregate,${forest.schemaDn}`],
  supportedCapabilities: () => CAPABILITIES,
  supportedControl: () => SUPPORTED_CONTROLS,
  supportedLDAPPolicies: () => Object.keys(LDAP_LIMITS),
  supportedLDAPVersion: () => ['3', '2'],
  supportedSASLMechanisms: () => ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
}

/** What it says only by name. */
const BY_NAME: Readonly<Record<string, Read>> = {
  supportedExtension: () => Object.values(EXTENSION),
  validFSMOs: heldRoles,
}

/** The objects of which the answering controller has the role. @source MS-ADTS 3.1.1.3.2.21 */
function heldRoles(tree: Tree): readonly string[] {
  const { domainDn, configurationDn, schemaDn } = tree.forest
  const owner = dnKey(parseDn(directoryServiceDn(tree.forest)) ?? [])
  const roles = [
    schemaDn,
    `CN=Partitions,${configurationDn}`,
    domainDn,
    `CN=RID Manager$,CN=System,${domainDn}`,
    `CN=Infrastructure,${domainDn}`,
  ]
  return roles.filter((dn) => {
    const held = tree.find(parseDn(dn) ?? [])
    const holder = held === undefined ? undefined : firstValue(held, 'fSMORoleOwner')
    return holder !== undefined && dnKey(parseDn(holder) ?? []) === owner
  })
}

/** The attributes asked for, under their own names whatever the case of the question. */
export function readRootDse(tree: Tree, clock: Clock, list: readonly string[]): AttributeValues[] {
  const asked = new Set(list.map((name) => name.toLowerCase()))
  const all = asked.size === 0 || asked.has('*')
  const plain = Object.entries(ATTRIBUTES).filter(([name]) => all || asked.has(name.toLowerCase()))
  const named = Object.entries(BY_NAME).filter(([name]) => asked.has(name.toLowerCase()))
  return [...plain, ...named].map(([name, read]) => ({ name, values: read(tree, clock) }))
}

/** The filters the root answers: the presence of objectClass, or of what it has, and a conjunction of these. */
export function matchesRootDse(filter: Filter): boolean {
  if (filter.kind === 'and') return filter.filters.every(matchesRootDse)
  if (filter.kind !== 'present') return false
  const wanted = filter.attribute.toLowerCase()
  return wanted === 'objectclass' || Object.keys(ATTRIBUTES).some((name) => name.toLowerCase() === wanted)
}
