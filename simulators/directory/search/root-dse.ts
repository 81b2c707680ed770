import type { Clock } from '../../core/index.js'
import { downLevelName, type Account } from '../accounts/account.js'
import { SUPPORTED_CONTROLS } from '../controls/supported-controls.js'
import type { Octets } from '../ldap/ber/ber-writer.js'
import { EXTENSION } from '../ldap/extension.js'
import type { AttributeValues } from '../ldap/response.js'
import { dnKey } from '../names/dn-key.js'
import { formatGeneralizedTime } from '../names/generalized-time.js'
import { parseDn } from '../names/parse-dn.js'
import { sidToBytes } from '../names/sid.js'
import { identitiesOf } from '../security/access.js'
import { controllerHost, directoryServiceDn, serverDn } from '../tree/forest.js'
import { SUPPORTED_POLICIES } from '../tree/ldap-limits.js'
import type { Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import { namingContextsOf } from './naming-contexts.js'

/** What the root is read for: the directory, the time, and who asks. */
export interface RootContext {
  readonly tree: Tree
  readonly clock: Clock
  /** Undefined for somebody who has not logged on. */
  readonly account: Account | undefined
}

type Read = (tree: Tree, context: RootContext) => readonly Octets[]

/** Windows Server 2016 and later. @source ldap.md 2 */
const FUNCTIONAL_LEVEL = ['7']
const CAPABILITIES = ['800', '1670', '1791', '1935', '2080', '2237'].map(
  (last) => `1.2.840.113556.1.4.${last}`,
)

/** What the root of the tree says without being asked for by name. @source ldap.md 2 */
const ATTRIBUTES: Readonly<Record<string, Read>> = {
  configurationNamingContext: ({ forest }) => [forest.configurationDn],
  currentTime: (_tree, { clock }) => [formatGeneralizedTime(clock.now())],
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
  supportedLDAPPolicies: () => SUPPORTED_POLICIES,
  supportedLDAPVersion: () => ['3', '2'],
  supportedSASLMechanisms: () => ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
}

/** What it says only by name. @source MS-ADTS 3.1.1.3.2; ldap.md 2 */
const BY_NAME: Readonly<Record<string, Read>> = {
  dsSchemaAttrCount: ({ schema }) => [String(schema.attributes.length)],
  dsSchemaClassCount: ({ schema }) => [String(schema.classes.length)],
  'msDS-PrincipalName': (_tree, { account }) => (account === undefined ? [] : [downLevelName(account)]),
  supportedExtension: () => Object.values(EXTENSION),
  tokenGroups: (tree, { account }) => identifiersOf(tree, account).map(sidToBytes),
  validFSMOs: heldRoles,
}

/** Whoever comes over the network, and whoever has not logged on. @observed ad-golden's domain controller */
const NETWORK = 'S-1-5-2'
const ANONYMOUS = ['S-1-1-0', NETWORK, 'S-1-5-7']

/** By what access lists know the client. */
function identifiersOf(tree: Tree, account: Account | undefined): readonly string[] {
  const entry = account === undefined ? undefined : tree.get(account.objectGuid)
  return entry === undefined ? ANONYMOUS : [...identitiesOf(tree, entry), NETWORK]
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

/** The attributes of the root that are names of entries. */
export const ROOT_NAMES: ReadonlySet<string> = new Set([
  'configurationNamingContext',
  'defaultNamingContext',
  'dsServiceName',
  'namingContexts',
  'rootDomainNamingContext',
  'schemaNamingContext',
  'serverName',
  'subschemaSubentry',
  'validFSMOs',
])

/**
 * The attributes asked for, under their own names whatever the case of the question. The filter does not matter.
 * @observed ad-golden's domain controller
 */
export function readRootDse(context: RootContext, list: readonly string[]): AttributeValues[] {
  const asked = new Set(list.map((name) => name.toLowerCase()))
  const all = asked.size === 0 || asked.has('*')
  const plain = Object.entries(ATTRIBUTES).filter(([name]) => all || asked.has(name.toLowerCase()))
  const named = Object.entries(BY_NAME).filter(([name]) => asked.has(name.toLowerCase()))
  return [...plain, ...named].flatMap(([name, read]) => {
    const values = read(context.tree, context)
    return values.length === 0 ? [] : [{ name, values }]
  })
}
