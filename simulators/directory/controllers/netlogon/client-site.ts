import { BlockList, isIP } from 'node:net'
import { fold } from '../../names/fold.js'
import type { Tree } from '../../tree/tree.js'
import { controllersFor, siteNames } from '../sites.js'

/**
 * The site that a client is in: that of the smallest network that it is part of. Where no network is described and
 * there is one site alone, everybody is in it.
 * @source MS-ADTS 6.3.3.2, 6.1.1.2.2.2.1 (subnet objects)
 * @observed Samba's domain controller: the only site is everybody's
 */
export function clientSite(tree: Tree, address: string): string | undefined {
  const client = address.replace(/^::ffff:/, '')
  const [nearest] = [...networksOf(tree)]
    .filter(({ network, length }) => isWithin(client, network, length))
    .toSorted((a, b) => b.length - a.length)
  if (nearest !== undefined) return nearest.site
  const names = siteNames(tree)
  return names.length === 1 ? names[0] : undefined
}

/** The nearest site beside the client's own that has a controller. */
export function nextClosestSite(tree: Tree, site: string | undefined): string {
  const { controllers } = tree.forest
  if (site === undefined) return ''
  const others = controllers.filter(({ siteName }) => fold(siteName) !== fold(site))
  return controllersFor('', others)[0]?.siteName ?? ''
}

interface Network {
  readonly network: string
  readonly length: number
  readonly site: string
}

function* networksOf(tree: Tree): Iterable<Network> {
  for (const { key, record } of tree.byValue('objectClass', fold('subnet'))) {
    const [network = '', length = ''] = record.name.split('/')
    const [siteId = ''] = tree.linked('siteObject', key)
    const site = tree.get(siteId)?.record.name
    if (site !== undefined && isIP(network) !== 0 && /^\d+$/.test(length))
      yield { network, length: Number(length), site }
  }
}

function isWithin(address: string, network: string, length: number): boolean {
  const version = isIP(address)
  if (version === 0 || version !== isIP(network) || length > (version === 4 ? 32 : 128)) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(network, length, family)
  return list.check(address, family)
}
