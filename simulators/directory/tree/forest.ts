import type { Dn } from '../names/dn.js'
import { renderDn } from '../names/render-dn.js'

/** One domain controller, as it was promoted. */
export interface Controller {
  /** NetBIOS name, `DC1`. */
  readonly name: string
  readonly siteName: string
  readonly isGlobalCatalog: boolean
  /** objectGUID of its NTDS Settings, by which controllers find each other in DNS. */
  readonly directoryServiceId: string
  /** Names its copy of the directory, whose numbers its USNs are. */
  readonly invocationId: string
  /** What it adds to the world's numbers to make its USNs. */
  readonly usnBase: number
}

/** The fixed names of a forest with one domain, as the domain controller sees them that answers. */
export interface Forest {
  /** `ent-pa.example` */
  readonly dnsDomain: string
  /** `ENT-PA` */
  readonly netbiosDomain: string
  /** NetBIOS name of the domain controller, `DC1`. */
  readonly controllerName: string
  readonly siteName: string
  readonly isGlobalCatalog: boolean
  readonly domainDn: string
  readonly configurationDn: string
  readonly schemaDn: string
  readonly invocationId: string
  /** What this domain controller adds to the world's numbers to make its USNs. */
  readonly usnBase: number
  /** All domain controllers; the first has the roles of which a domain has one. */
  readonly controllers: readonly [Controller, ...Controller[]]
}

export interface ForestNames {
  readonly dnsDomain: string
  readonly netbiosDomain: string
  readonly controllers: Forest['controllers']
}

/** The forest as its first domain controller sees it. */
export function createForest({ dnsDomain, netbiosDomain, controllers }: ForestNames): Forest {
  const domain: Dn = dnsDomain.split('.').map((value) => [{ type: 'DC', value }] as const)
  const domainDn = renderDn(domain)
  const configurationDn = `CN=Configuration,${domainDn}`
  return {
    ...seenFrom(controllers[0]),
    dnsDomain,
    netbiosDomain,
    domainDn,
    configurationDn,
    schemaDn: `CN=Schema,${configurationDn}`,
    controllers,
  }
}

/** The forest as another of its domain controllers sees it. */
export function forestAt(forest: Forest, controller: Controller): Forest {
  return { ...forest, ...seenFrom(controller) }
}

function seenFrom({ name, siteName, isGlobalCatalog, invocationId, usnBase }: Controller) {
  return { controllerName: name, siteName, isGlobalCatalog, invocationId, usnBase }
}

/** `dc1.ent-pa.example` */
export function controllerHost(forest: Pick<Forest, 'controllerName' | 'dnsDomain'>): string {
  return `${forest.controllerName.toLowerCase()}.${forest.dnsDomain}`
}

/** The server object of the domain controller in its site. */
export function serverDn(forest: Forest): string {
  return `CN=${forest.controllerName},CN=Servers,CN=${forest.siteName},CN=Sites,${forest.configurationDn}`
}

/** The directory service object below it. */
export function directoryServiceDn(forest: Forest): string {
  return `CN=NTDS Settings,${serverDn(forest)}`
}
