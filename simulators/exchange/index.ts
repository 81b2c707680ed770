export { createExchange, type Exchange } from './exchange.js'
export type { ExchangeOptions } from './exchange-options.js'
export { recordDocuments } from './ews/record-documents.js'
export { delegationWrites } from './access/index.js'
export type {
  AuthenticationScheme,
  ManagementRole,
  ManagementScope,
  RoleAdministration,
  RoleAssignment,
} from './access/index.js'
export { DEFAULT_PRODUCT, PRODUCT_VERSIONS, type ProductName, type ProductVersion } from './versions/index.js'
