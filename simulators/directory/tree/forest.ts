import type { Dn } from '../names/dn.js'
import { renderDn } from '../names/render-dn.js'

/** The fixed names of a forest with one domain and the domain controller that answers for it. */
export interface Forest {
  /** `ent-pa.example` */
  readonly dnsDomain: string
  /** `ENT-PA` */
  readonly netbiosDomain: string
  /** NetBIOS name of the domain controller, `DC1`. */
  readonly controllerName: string
  readonly siteName: string
  readonly domainDn: string
  readonly configurationDn: string
  readonly schemaDn: string
  /** What this domain controller adds to the world's numbers to make its USNs. */
  readonly usnBase: number
}

export interface ForestNames {
  readonly dnsDomain: string
  readonly netbiosDomain: string
  readonly controllerName?: string
  readonly siteName?: string
}

export function createForest(names: ForestNames): Forest {
  const domain: Dn = names.dnsDomain.split('.').map((value) => [{ type: 'DC', value }] as const)
  const domainDn = renderDn(domain)
  const configurationDn = `CN=Configuration,${domainDn}`
  return {
    dnsDomain: names.dnsDomain,
    netbiosDomain: names.netbiosDomain,
    controllerName: names.controllerName ?? 'DC1',
    siteName: names.siteName ?? 'Default-First-Site-Name',
    domainDn,
    configurationDn,
    schemaDn: `CN=Schema,${configurationDn}`,
    usnBase: 12_288,
  }
}

/** `dc1.ent-pa.example` */
export function controllerHost(forest: Forest): string {
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
