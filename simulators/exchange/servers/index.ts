export { affinityCookies } from './affinity-cookies.js'
export type { BackEnd, BackEnds } from './back-end.js'
export { clientAccessServers, type ClientAccessServer, type ServerState } from './client-access-server.js'
export { drainedHealth } from './drained-health.js'
export { followDirectory } from './follow-directory.js'
export { createFrontEnd } from './front-end.js'
export { synchronizeDirectory } from './hybrid/directory-synchronization.js'
export { homedMailboxes } from './hybrid/homed-mailboxes.js'
export { stampMailbox } from './hybrid/homing.js'
export { recipientsOfBothSides, recipientsOnline } from './hybrid/recipient-views.js'
export { onlineAdministration, ONLINE_SERVER, routingDomain } from './hybrid/tenant.js'
export type { LoadBalancerOptions } from './load-balancer/load-balancer-options.js'
export { mailboxDatabases, type MailboxDatabase } from './mailbox-database.js'
export { moveRequests, type MoveRequest, type MoveStatus } from './move-request.js'
export {
  createOrganizationServers,
  type OrganizationServers,
  type RunningServers,
} from './organization-servers.js'
export { serverCollections } from './seed-servers.js'
export { createServerAdministration, type ServerAdministration } from './server-administration.js'
export type { MailboxMoves, MoveOrder, ServerControl } from './server-control.js'
export type { RunningServer } from './server-fleet.js'
export { planTopology, type Topology, type TopologySize } from './topology.js'
export {
  webServicesDirectories,
  type DirectoryAuthentication,
  type WebServicesDirectory,
} from './web-services-directory.js'
