import { LabError, put, type World } from '../../core/index.js'
import type { Directory } from '../../directory/index.js'
import { clientAccessServers, SERVERS_STREAM, type ClientAccessServer } from './client-access-server.js'
import { mailboxDatabases, type MailboxDatabase } from './mailbox-database.js'
import { moveRequests, type MoveRequest } from './move-request.js'
import { webServicesDirectories, type WebServicesDirectory } from './web-services-directory.js'

/** Servers, databases, virtual directories and moves, as an administrator sees and sets them. */
export interface ServerAdministration {
  servers(): readonly ClientAccessServer[]
  /** By NetBIOS or full name. @throws LabError SERVER_UNKNOWN */
  server(name: string): ClientAccessServer
  webServicesDirectories(): readonly WebServicesDirectory[]
  webServicesDirectory(server: string): WebServicesDirectory
  setWebServicesDirectory(server: string, change: Partial<Omit<WebServicesDirectory, 'server'>>): void
  databases(): readonly MailboxDatabase[]
  /** @throws LabError DATABASE_UNKNOWN */
  database(name: string): MailboxDatabase
  /** The database in which somebody's mailbox lives, by objectGuid; undefined for who has none here. */
  homeOf(recipient: string): MailboxDatabase | undefined
  /** Whether its mailboxes can be used: it is mounted, on a server that runs. */
  isAvailable(database: MailboxDatabase): boolean
  /** Calls the listener after each change of servers, databases or moves. */
  onChange(listener: () => void): Disposable
  moveRequests(): readonly MoveRequest[]
  /** The move of somebody's mailbox, under way or over, by objectGuid. */
  moveRequest(recipient: string): MoveRequest | undefined
}

const CAUSE = 'server-administration'

export function createServerAdministration(world: World, directory: Directory): ServerAdministration {
  const administration: ServerAdministration = {
    servers: () => [...world.all(clientAccessServers)].map(({ record }) => record),
    server(name) {
      const netbios = name.split('.')[0] ?? name
      return world.get(clientAccessServers, netbios.toLowerCase()) ?? unknownServer(name)
    },
    webServicesDirectories: () => [...world.all(webServicesDirectories)].map(({ record }) => record),
    webServicesDirectory(server) {
      const { name } = administration.server(server)
      return world.get(webServicesDirectories, name.toLowerCase()) ?? unknownServer(name)
    },
    setWebServicesDirectory(server, change) {
      const record = { ...administration.webServicesDirectory(server), ...change }
      world.commit({
        cause: CAUSE,
        reason: 'VirtualDirectorySet',
        writes: [put(webServicesDirectories, record)],
      })
    },
    databases: () => [...world.all(mailboxDatabases)].map(({ record }) => record),
    database: (name) => world.get(mailboxDatabases, name.toLowerCase()) ?? unknownDatabase(name),
    homeOf(recipient) {
      const [objectGuid] = directory.tree.linked('homeMDB', recipient)
      return objectGuid === undefined ? undefined : world.one(mailboxDatabases, 'objectGuid', objectGuid)
    },
    isAvailable: ({ isMounted, activeOn }) =>
      isMounted && world.get(clientAccessServers, activeOn.toLowerCase())?.state !== 'stopped',
    onChange: (listener) => world.watch(SERVERS_STREAM, listener),
    moveRequests: () => [...world.all(moveRequests)].map(({ record }) => record),
    moveRequest: (recipient) => world.get(moveRequests, recipient),
  }
  return administration
}

function unknownServer(name: string): never {
  throw new LabError('SERVER_UNKNOWN', {
    message: `There is no Exchange server "${name}".`,
    hint: 'Ask for the list of servers.',
  })
}

function unknownDatabase(name: string): never {
  throw new LabError('DATABASE_UNKNOWN', {
    message: `There is no mailbox database "${name}".`,
    hint: 'Ask for the list of databases.',
  })
}
