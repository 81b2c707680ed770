export { clientAccessServers, type ClientAccessServer, type ServerState } from './client-access-server.js'
export { mailboxDatabases, type MailboxDatabase } from './mailbox-database.js'
export { moveRequests, type MoveRequest, type MoveStatus } from './move-request.js'
export { createServerAdministration, type ServerAdministration } from './server-administration.js'
export type { MailboxMoves, MoveOrder, ServerControl } from './server-control.js'
export {
  webServicesDirectories,
  type DirectoryAuthentication,
  type WebServicesDirectory,
} from './web-services-directory.js'
