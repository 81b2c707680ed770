export { createDirectory, type Directory } from './create-directory.js'

export { downLevelName, type Account } from './accounts/account.js'
export type { Accounts } from './accounts/accounts.js'
export type { LogonContext, LogonFailure, LogonOutcome, PasswordProof } from './accounts/logon.js'
export type { NtlmHandshake, NtlmStep } from './ntlm/ntlm-handshake.js'
export { hasMailbox, type Recipient, type RecipientKind } from './recipients/recipient.js'
export type { Recipients } from './recipients/recipients.js'

export type {
  GroupSeed,
  OrganizationSeed,
  PersonSeed,
  RoomSeed,
  ServiceAccountSeed,
} from './seed/organization.js'
export { fillFromLdif } from './ldif/fill-from-ldif.js'
export type { LdifSource } from './ldif/load-ldif.js'
export { controllerHost, type Forest } from './tree/forest.js'
export { controllerServices, type DirectoryServices } from './controllers/controller-services.js'
export type { ControllerStatus, DomainControllers } from './controllers/domain-controllers.js'
export { controllersFor, domainId, siteNames } from './controllers/sites.js'
export type { ControllerSeed, SiteSeed } from './controllers/plan-controllers.js'
export { createMailEnabling, type MailboxKind, type MailEnabling } from './provisioning/mail-enabling.js'
export { createProvisioning, type Provisioning } from './provisioning/provisioning.js'
