import type { Ids } from '../../core/index.js'
import { ACCOUNT_CONTROL, ACCOUNT_TYPE } from '../accounts/user-account-control.js'
import { guidToBytes } from '../names/guid.js'
import { container, withValues, type SeedObject } from '../seed/seed-object.js'
import {
  controllerHost,
  directoryServiceDn,
  forestAt,
  serverDn,
  type Controller,
  type Forest,
} from '../tree/forest.js'

/** RID of the first controller's account; the others have theirs from the pool. @source ad-golden */
const FIRST_CONTROLLER_RID = 1000

/** Bit of userAccountControl that every controller has. @source MS-ADTS 6.1.1.3.1 */
const TRUSTED_FOR_DELEGATION = 0x80000

/** What the interface of replication is called in a service principal name. @source MS-DRSR 2.2.3.2 */
const REPLICATION_INTERFACE = 'E3514235-4B06-11D1-AB04-00C04FC2DCD2'

/** Bit 1 of the options of NTDS Settings: a Global Catalog. @source MS-ADTS 6.1.1.2.2.1.2.1.1 */
const IS_GLOBAL_CATALOG = '1'

/** Bit 1 of the options of a connection: made by the consistency checker. @source MS-ADTS 6.1.1.2.2.1.2.1.2 */
const IS_GENERATED = '1'

/** systemFlags: what may be done to an object of Configuration. @source MS-ADTS 2.2.10, 6.1.1.2.2.1.2 */
const SYSTEM_FLAGS = { server: ['1375731712'], directoryService: ['33554432'], connection: ['1610612736'] }

/** How many RIDs a controller gets at a time. @source MS-ADTS 6.1.5.3 */
const POOL_SIZE = 500n
/** The first RID of the first pool. @source ad-golden dumps/domain-wellknown.ldif: the RID Set of DC1 */
const FIRST_POOL_RID = 1100n

/** What promoting its domain controllers leaves in a forest: accounts, servers, and who replicates from whom. */
export function controllerObjects(forest: Forest, ids: Ids): SeedObject[] {
  return forest.controllers.flatMap((controller, index) => {
    const own = forestAt(forest, controller)
    return [
      account(own, controller, index === 0 ? { rid: FIRST_CONTROLLER_RID } : {}),
      ridSet(own, BigInt(index)),
      server(own),
      directoryService(own, controller),
      ...neighbours(forest.controllers, index).map((other) => connection(own, forestAt(forest, other), ids)),
    ]
  })
}

function accountDn({ controllerName, domainDn }: Forest): string {
  return `CN=${controllerName},OU=Domain Controllers,${domainDn}`
}

function account(forest: Forest, controller: Controller, rid: Pick<SeedObject, 'rid'>): SeedObject {
  const { name } = controller
  return {
    parent: `OU=Domain Controllers,${forest.domainDn}`,
    rdnType: 'CN',
    name,
    objectClass: 'computer',
    ...rid,
    values: [
      {
        sAMAccountName: [`${name}$`],
        sAMAccountType: [String(ACCOUNT_TYPE.computer)],
        userAccountControl: [String(ACCOUNT_CONTROL.serverTrust | TRUSTED_FOR_DELEGATION)],
        primaryGroupID: ['516'],
        localPolicyFlags: ['0'],
        dNSHostName: [controllerHost(forest)],
        operatingSystem: ['Windows Server 2019 Standard'],
        operatingSystemVersion: ['10.0 (17763)'],
        'msDS-SupportedEncryptionTypes': ['28'],
        servicePrincipalName: servicePrincipalNames(forest, controller),
        rIDSetReferences: [`CN=RID Set,${accountDn(forest)}`],
        isCriticalSystemObject: ['TRUE'],
      },
    ],
  }
}

/** @source ad-golden dumps/domain-wellknown.ldif */
function servicePrincipalNames(forest: Forest, { name, directoryServiceId, isGlobalCatalog }: Controller) {
  const { dnsDomain, netbiosDomain } = forest
  const host = controllerHost(forest)
  return [
    `HOST/${host}`,
    `HOST/${name}`,
    `HOST/${host}/${host}`,
    `HOST/${host}/${dnsDomain}`,
    `HOST/${host}/${netbiosDomain}`,
    `RestrictedKrbHost/${host}`,
    `RestrictedKrbHost/${name}`,
    `ldap/${host}`,
    `ldap/${name}`,
    `ldap/${host}/${dnsDomain}`,
    `ldap/${host}/${netbiosDomain}`,
    `ldap/${host}/DomainDnsZones.${dnsDomain}`,
    `ldap/${host}/ForestDnsZones.${dnsDomain}`,
    `ldap/${directoryServiceId}._msdcs.${dnsDomain}`,
    `${REPLICATION_INTERFACE}/${directoryServiceId}/${dnsDomain}`,
    ...(isGlobalCatalog ? [`GC/${host}/${dnsDomain}`] : []),
  ]
}

/** The RIDs that a controller gives to new principals: the first, and above it the last. @source MS-ADTS 6.1.5.3 */
function ridSet(forest: Forest, index: bigint): SeedObject {
  const first = FIRST_POOL_RID + index * POOL_SIZE
  const pool = [String(((first + POOL_SIZE - 1n) << 32n) | first)]
  return withValues(container(accountDn(forest), 'RID Set', 'rIDSet'), {
    rIDAllocationPool: pool,
    rIDPreviousAllocationPool: pool,
    rIDUsedPool: ['0'],
  })
}

function server(forest: Forest): SeedObject {
  const { configurationDn, siteName, controllerName } = forest
  const servers = `CN=Servers,CN=${siteName},CN=Sites,${configurationDn}`
  return withValues(container(servers, controllerName, 'server'), {
    systemFlags: SYSTEM_FLAGS.server,
    dNSHostName: [controllerHost(forest)],
    serverReference: [accountDn(forest)],
  })
}

/** @source ad-golden dumps/configuration.ldif */
function directoryService(forest: Forest, controller: Controller): SeedObject {
  const { domainDn, configurationDn, schemaDn } = forest
  const contexts = [domainDn, configurationDn, schemaDn]
  const zones = ['DomainDnsZones', 'ForestDnsZones'].map((zone) => `DC=${zone},${domainDn}`)
  return {
    ...withValues(container(serverDn(forest), 'NTDS Settings', 'nTDSDSA'), {
      ...(controller.isGlobalCatalog ? { options: [IS_GLOBAL_CATALOG] } : {}),
      systemFlags: SYSTEM_FLAGS.directoryService,
      invocationId: [guidToBytes(controller.invocationId).toString('latin1')],
      dMDLocation: [schemaDn],
      'msDS-Behavior-Version': ['7'],
      'msDS-HasDomainNCs': [domainDn],
      hasMasterNCs: contexts,
      'msDS-hasMasterNCs': [...contexts, ...zones],
    }),
    id: controller.directoryServiceId,
  }
}

/** Controllers replicate in a ring, both ways. @source MS-ADTS 6.2.2.2 */
function neighbours(controllers: readonly Controller[], index: number): readonly Controller[] {
  const { length } = controllers
  const around = [controllers[(index + length - 1) % length], controllers[(index + 1) % length]]
  return [...new Set(around)].filter(
    (other): other is Controller => other !== undefined && other !== controllers[index],
  )
}

function connection(to: Forest, from: Forest, ids: Ids): SeedObject {
  return withValues(container(directoryServiceDn(to), ids.uuid(), 'nTDSConnection'), {
    systemFlags: SYSTEM_FLAGS.connection,
    fromServer: [directoryServiceDn(from)],
    enabledConnection: ['TRUE'],
    options: [IS_GENERATED],
  })
}
