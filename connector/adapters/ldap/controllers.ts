import { Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { ConnectorError } from '../../error.js'
import type { Activity } from '../../time-and-chance/activity.js'
import { errorCode } from '../http/transport-error.js'

export interface ControllerSettings {
  /** `ldap://host:port` or `ldaps://host:port`, in order; with any, nobody is looked up. */
  readonly servers: readonly string[]
  readonly domain: string
  readonly site: string | null
  readonly queryMode: 'ldap' | 'ldaps'
  /** `address:port` of the name servers; those of this machine when there are none. */
  readonly nameServers: readonly string[]
}

const LDAPS_PORT = 636

/** The directory servers of a domain in the order in which they are tried. */
export interface Controllers {
  list(): Promise<readonly string[]>
  /** How to find a listed server's address. */
  readonly lookup: LookupFunction | undefined
}

/**
 * Named servers, or what DNS tells of the domain: the controllers of the site first, then all.
 * @source ldap.md 8: `_ldap._tcp.<site>._sites.<domain>`, `_ldap._tcp.<domain>`; RFC 2782
 */
export function createControllers(settings: ControllerSettings, activity: Activity): Controllers {
  const { servers, domain, site, queryMode, nameServers } = settings
  const resolver = new Resolver()
  if (nameServers.length > 0) resolver.setServers([...nameServers])

  const records = async (name: string): Promise<readonly string[]> => {
    const found = await activity
      .awaiting(() => resolver.resolveSrv(name))
      .catch((error: unknown) => {
        if (['ENOTFOUND', 'ENODATA'].includes(errorCode(error))) return []
        throw new ConnectorError('UNREACHABLE', {
          message: `DNS does not tell the controllers of ${domain}.`,
          reason: errorCode(error),
        })
      })
    return found
      .toSorted((one, other) => one.priority - other.priority || other.weight - one.weight)
      .map(({ name: host, port }) => `${queryMode}://${host}:${queryMode === 'ldaps' ? LDAPS_PORT : port}`)
  }
  return {
    lookup: nameServers.length === 0 ? undefined : lookupBy(resolver),
    list: async () => {
      if (servers.length > 0) return servers
      const near = site === null ? [] : await records(`_ldap._tcp.${site}._sites.${domain}`)
      const all = await records(`_ldap._tcp.${domain}`)
      const found = [...new Set([...near, ...all])]
      if (found.length > 0) return found
      throw new ConnectorError('UNREACHABLE', {
        message: `DNS knows no controller of ${domain}; name the servers in "directory.servers".`,
      })
    },
  }
}

/** Node asks for all addresses, or for one. */
function lookupBy(resolver: Resolver): LookupFunction {
  return (host, options, tell) => {
    resolver.resolve4(host).then(
      ([address = '', ...others]) => {
        const all = [address, ...others].map((one) => ({ address: one, family: 4 }))
        if (options.all === true) tell(null, all)
        else tell(null, address, 4)
      },
      (error: NodeJS.ErrnoException) => tell(error, '', 4),
    )
  }
}
