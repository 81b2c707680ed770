import { LabError } from '../../core/index.js'
import type { Directory } from '../../directory/index.js'
import { fold } from '../../directory/names/fold.js'
import { EXCHANGE_ORIGIN } from '../../directory/search/advertised-values.js'
import { objectDefaults, type Values } from '../../directory/tree/object-defaults.js'
import type { TreeChange } from '../../directory/tree/tree-change.js'
import type { StoredEntry } from '../../directory/tree/tree.js'
import { allValues, firstValue, isOfClass } from '../../directory/tree/values.js'

/** The keyword of a connection point that holds a URL, and of one that leads to another directory. @source ews.md 8.1 */
export const SCP_KEYWORDS = {
  url: '77378F46-2C66-4aa9-A6A6-3E7A48B19596',
  pointer: '67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68',
} as const

const POINT = 'serviceConnectionPoint'
const SITE = 'Site='

/** Where clients in the domain find a server's Autodiscover: `Get-ClientAccessServer` shows it with the server. */
export interface ConnectionPoint {
  /** Name of the server. */
  readonly server: string
  /** A URL of POX; in it, `EXCHANGE_ORIGIN` stands for where a client's endpoint set advertises Exchange. */
  readonly autoDiscoverServiceInternalUri: string | null
  /** The Active Directory sites that are to use it first; none for all alike. */
  readonly autoDiscoverSiteScope: readonly string[]
}

/** A connection point that sends clients of a domain to another directory, as `Export-AutoDiscoverConfig` makes it. */
export interface DirectoryPointer {
  /** The mail domain that it is for; null for all. */
  readonly domain: string | null
  /** `LDAP://dc1.other.example` */
  readonly ldapUrl: string
}

/** The service connection points of Autodiscover. Their truth is the directory, where LDAP clients look for them. */
export interface ConnectionPoints {
  list(): readonly ConnectionPoint[]
  get(server: string): ConnectionPoint | undefined
  /**
   * `Set-ClientAccessServer`, and the set-up of a server that the directory has already. What is left out stays as it
   * is, or gets its default.
   *
   *     points.set('EX01', { autoDiscoverServiceInternalUri: 'https://mail.ent-pa.example/Autodiscover/Autodiscover.xml' })
   */
  set(server: string, changes: Partial<Omit<ConnectionPoint, 'server'>>): void
  pointTo(pointer: DirectoryPointer): void
}

export function createConnectionPoints(directory: Directory): ConnectionPoints {
  const { tree, forest } = directory

  return {
    list: () => points().map(read),
    get(server) {
      const entry = points().find(isNamed(server))
      return entry === undefined ? undefined : read(entry)
    },
    set(server, changes) {
      const entry = points().find(isNamed(server))
      const point = { ...(entry === undefined ? newPoint(server) : read(entry)), ...changes }
      const change = directory.change()
      if (entry === undefined) add(change, placeOf(server, change), point)
      else change.update(entry, { values: { ...withoutBinding(entry), ...valuesOf(point) } })
      change.commit('management', 'ConnectionPointSet')
    },
    pointTo({ domain, ldapUrl }) {
      const change = directory.change()
      change.create({
        parent: theOnly('Microsoft Exchange Autodiscover', 'container').key,
        rdnType: 'CN',
        name: domain ?? forest.dnsDomain,
        values: {
          ...objectDefaults(tree.schema, forest, POINT),
          keywords: [SCP_KEYWORDS.pointer, ...(domain === null ? [] : [`Domain=${domain}`])],
          serviceBindingInformation: [ldapUrl],
        },
      })
      change.commit('management', 'ConnectionPointSet')
    },
  }

  function points(): readonly StoredEntry[] {
    return [...tree.byValue('keywords', fold(SCP_KEYWORDS.url))].filter((entry) => isOfClass(entry, POINT))
  }

  function add(change: TreeChange, parent: string, point: ConnectionPoint): void {
    const values = { ...objectDefaults(tree.schema, forest, POINT), ...valuesOf(point) }
    change.create({ parent, rdnType: 'CN', name: point.server, values })
  }

  /** @inferred A server is set up for the site that it stands in. */
  function newPoint(server: string): ConnectionPoint {
    return {
      server,
      autoDiscoverServiceInternalUri: `${EXCHANGE_ORIGIN}/Autodiscover/Autodiscover.xml`,
      autoDiscoverSiteScope: [forest.siteName],
    }
  }

  /** `CN=Autodiscover,CN=Protocols` below the server's own entry; made when the server has none. */
  function placeOf(server: string, change: TreeChange): string {
    const owner = theOnly(server, 'msExchExchangeServer')
    return ['Protocols', 'Autodiscover'].reduce(
      (parent, value) =>
        tree.child(parent, [{ type: 'CN', value }])?.key ??
        change.create({
          parent,
          rdnType: 'CN',
          name: value,
          values: objectDefaults(tree.schema, forest, 'container'),
        }).id,
      owner.key,
    )
  }

  function theOnly(name: string, objectClass: string): StoredEntry {
    const found = [...tree.byValue('name', fold(name))].find((entry) => isOfClass(entry, objectClass))
    if (found !== undefined) return found
    throw new LabError('DIRECTORY_ENTRY_MISSING', {
      message: `The directory has no ${objectClass} "${name}".`,
      hint: 'Add the server to the directory before its connection point.',
    })
  }
}

function isNamed(server: string): (entry: StoredEntry) => boolean {
  return ({ record }) => fold(record.name) === fold(server)
}

function read(entry: StoredEntry): ConnectionPoint {
  return {
    server: entry.record.name,
    autoDiscoverServiceInternalUri: firstValue(entry, 'serviceBindingInformation') ?? null,
    autoDiscoverSiteScope: allValues(entry, 'keywords')
      .filter((keyword) => keyword.startsWith(SITE))
      .map((keyword) => keyword.slice(SITE.length)),
  }
}

function valuesOf({
  server,
  autoDiscoverServiceInternalUri: uri,
  autoDiscoverSiteScope,
}: ConnectionPoint): Values {
  return {
    keywords: [SCP_KEYWORDS.url, ...autoDiscoverSiteScope.map((site) => SITE + site)],
    ...(uri === null ? {} : { serviceBindingInformation: [uri] }),
    serviceClassName: ['ms-Exchange-AutoDiscover-Service'],
    serviceDNSName: [server],
  }
}

function withoutBinding({ record }: StoredEntry): Values {
  return Object.fromEntries(
    Object.entries(record.values).filter(([name]) => name !== 'serviceBindingInformation'),
  )
}
