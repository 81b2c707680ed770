export { createAutodiscover, type AutodiscoverOptions } from './autodiscover-service.js'
export type { Deployment, Federation, Mailbox, MailboxServer } from './deployment.js'
export { organizationDeployment, type OrganizationDeploymentOptions } from './organization-deployment.js'
