import { BlockList, isIP, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

const WILDCARDS: readonly string[] = ['0.0.0.0', '::']

/**
 * The address at which a client reaches a lab that listens on `listen`. A lab that listens everywhere has several:
 * loopback for this machine, else the one in the client's own network, else the first.
 */
export function ownAddress(listen: string, from: string): string {
  if (!WILDCARDS.includes(listen)) return isIP(listen) === 0 ? '127.0.0.1' : listen
  const client = from.replace(/^::ffff:/, '')
  const family = isIPv6(client) ? 'ipv6' : 'ipv4'
  if (isIP(client) !== 0 && LOOPBACK.check(client, family)) return client.includes(':') ? '::1' : '127.0.0.1'

  const own = Object.values(networkInterfaces())
    .flatMap((known = []) => known)
    .filter(({ internal, family: kind }) => !internal && kind.toLowerCase() === family)
  const near = own.find(({ cidr }) => cidr !== null && isWithin(client, cidr))
  return (near ?? own[0])?.address ?? '127.0.0.1'
}

function isWithin(address: string, cidr: string): boolean {
  const [network = '', length = ''] = cidr.split('/')
  const family = isIPv6(network) ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  list.addSubnet(network, Number(length), family)
  return list.check(address, family)
}
