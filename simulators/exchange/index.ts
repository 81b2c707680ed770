export { createExchange, type Exchange } from './exchange.js'
export type { BudgetReport, ThrottlingAdministration, ThrottlingSwitches } from './access/throttling/index.js'
export type { OutboundMail } from './calendar/collections.js'
export type { MailOutside } from './calendar/store.js'
export type { ExchangeOptions, ExchangeSwitches } from './exchange-options.js'
export { recordDocuments } from './ews/record-documents.js'
export { delegationWrites } from './access/index.js'
export { loadManagement, type AdministratorShell } from './administrator-shell.js'
export type { Output } from './management/index.js'
export type {
  AuthenticationScheme,
  ManagementRole,
  ManagementScope,
  RoleAdministration,
  RoleAssignment,
} from './access/index.js'
export { DEFAULT_PRODUCT, PRODUCT_VERSIONS, type ProductName, type ProductVersion } from './versions/index.js'
export {
  planTopology,
  routingDomain,
  type ClientAccessServer,
  type MailboxDatabase,
  type MailboxMoves,
  type MoveRequest,
  type ServerAdministration,
  type ServerControl,
  type Topology,
  type WebServicesDirectory,
} from './servers/index.js'
