import { ACCOUNT_CONTROL } from '../../accounts/user-account-control.js'
import { fold } from '../../names/fold.js'
import { parseDn } from '../../names/parse-dn.js'
import { controllerHost } from '../../tree/forest.js'
import type { StoredEntry, Tree } from '../../tree/tree.js'
import { firstValue } from '../../tree/values.js'
import { clientSite, nextClosestSite } from './client-site.js'
import { encodeNetlogon } from './encode-netlogon.js'
import type { Ping } from './ping.js'

/** Between whom a ping goes. */
export interface PingParties {
  /** The address of the client. */
  readonly from: string
  /** The address at which it has reached the controller. */
  readonly to: string
}

/** What a controller is. @source MS-ADTS 6.3.1.2 */
const FLAG = {
  pdc: 0x1,
  globalCatalog: 0x4,
  ldap: 0x8,
  directoryService: 0x10,
  closest: 0x80,
  writable: 0x100,
  fullSecretDomain6: 0x1000,
  windows2012: 0x4000,
  windows2012R2: 0x8000,
  windows2016: 0x10000,
} as const

/** What every controller here is. There is no KDC and no time service, and none is claimed. */
const COMMON_FLAGS =
  FLAG.ldap |
  FLAG.directoryService |
  FLAG.writable |
  FLAG.fullSecretDomain6 |
  FLAG.windows2012 |
  FLAG.windows2012R2 |
  FLAG.windows2016

/** Kinds of accounts, as a ping names them and as the directory does. @source MS-SAMR 2.2.1.12; MS-ADTS 2.2.16 */
const ACCOUNT_KINDS: readonly (readonly [asked: number, kept: number])[] = [
  [0x10, ACCOUNT_CONTROL.normal],
  [0x40, 0x800],
  [0x80, ACCOUNT_CONTROL.workstationTrust],
  [0x100, ACCOUNT_CONTROL.serverTrust],
]

/** The value of `netlogon` for this ping; undefined when it is for a domain that is not here. @source MS-ADTS 6.3.3.2 */
export function answerPing(tree: Tree, ping: Ping, { from, to }: PingParties): Buffer | undefined {
  const { forest } = tree
  const domain = tree.find(parseDn(forest.domainDn) ?? [])
  if (domain === undefined || !isMeant(ping, domain, forest.dnsDomain)) return undefined
  const site = clientSite(tree, from)
  const isClosest = site !== undefined && fold(site) === fold(forest.siteName)
  const [first] = forest.controllers
  return encodeNetlogon(
    {
      isUserKnown: ping.user === undefined || isKnown(tree, ping.user, ping.accountControl),
      flags:
        COMMON_FLAGS |
        (forest.controllerName === first.name ? FLAG.pdc : 0) |
        (forest.isGlobalCatalog ? FLAG.globalCatalog : 0) |
        (isClosest ? FLAG.closest : 0),
      domainGuid: domain.key,
      dnsForest: forest.dnsDomain,
      dnsDomain: forest.dnsDomain,
      dnsHost: controllerHost(forest),
      netbiosDomain: forest.netbiosDomain,
      netbiosComputer: forest.controllerName,
      user: ping.user ?? '',
      controllerSite: forest.siteName,
      clientSite: site ?? '',
      nextClosestSite: nextClosestSite(tree, site),
      address: to,
    },
    ping.version,
  )
}

function isMeant(ping: Ping, domain: StoredEntry, dnsDomain: string): boolean {
  const named = ping.dnsDomain?.replace(/\.$/, '')
  return (
    (named === undefined || fold(named) === fold(dnsDomain)) &&
    (ping.domainGuid === undefined || ping.domainGuid === domain.key) &&
    (ping.domainSid === undefined || ping.domainSid === firstValue(domain, 'objectSid'))
  )
}

/** An account that is switched off is as good as none. */
function isKnown(tree: Tree, user: string, kinds: number | undefined): boolean {
  const account = tree.unique('sAMAccountName', user)
  if (account === undefined) return false
  const control = Number(firstValue(account, 'userAccountControl') ?? '0')
  if ((control & ACCOUNT_CONTROL.disabled) !== 0) return false
  return (
    kinds === undefined ||
    ACCOUNT_KINDS.some(([asked, kept]) => (kinds & asked) !== 0 && (control & kept) !== 0)
  )
}
