import { put, type World, type Write } from '../../core/index.js'
import type { Directory } from '../../directory/index.js'
import { fold } from '../../directory/names/fold.js'
import { EXCHANGE_ORIGIN } from '../../directory/search/advertised-values.js'
import { clientAccessServers, type ClientAccessServer } from './client-access-server.js'
import { mailboxDatabases } from './mailbox-database.js'
import { moveRequests } from './move-request.js'
import type { PlannedDatabase, Topology } from './topology.js'
import { webServicesDirectories, type DirectoryAuthentication } from './web-services-directory.js'

export const serverCollections = [
  clientAccessServers,
  mailboxDatabases,
  moveRequests,
  webServicesDirectories,
] as const

export interface ServerSeed {
  readonly topology: Topology
  /** What the virtual directories offer when they are made. */
  readonly authentication: DirectoryAuthentication
}

/** The records with which an organization's servers and databases begin. */
export function seedServers(world: World, directory: Directory, seed: ServerSeed): void {
  const { servers, databases } = seed.topology
  const { dnsDomain, siteName } = directory.forest
  world.seed([
    ...servers.flatMap(({ name }): readonly Write[] => {
      const fqdn = `${name}.${dnsDomain}`.toLowerCase()
      const server: ClientAccessServer = { name, fqdn, site: siteName, state: 'running' }
      return [put(clientAccessServers, server), put(webServicesDirectories, directoryOf(name, seed))]
    }),
    ...databases.map((database) => put(mailboxDatabases, databaseOf(directory, database))),
  ])
}

function directoryOf(server: string, { authentication }: ServerSeed) {
  const url = `${EXCHANGE_ORIGIN}/EWS/Exchange.asmx`
  return { server, internalUrl: url, externalUrl: url, authentication }
}

function databaseOf(directory: Directory, { name, copiesOn }: PlannedDatabase) {
  return {
    name,
    objectGuid: entryOf(directory, name)?.record.id ?? name,
    activeOn: copiesOn[0] ?? '',
    copiesOn,
    isMounted: true,
  }
}

/** A directory without an Exchange organization has no entries of databases. */
function entryOf({ tree }: Directory, name: string) {
  for (const entry of tree.byValue('objectClass', fold('msExchPrivateMDB'))) {
    if (fold(entry.record.name) === fold(name)) return entry
  }
  return undefined
}
