import { controllerHost, type Directory } from '../../directory/index.js'
import type { ClientAccessServer, ServerAdministration } from '../servers/index.js'
import type { ProductVersion } from '../versions/index.js'
import type { Deployment, Mailbox, MailboxServer } from './deployment.js'

export interface OrganizationDeploymentOptions {
  readonly id: string
  readonly product: ProductVersion
  readonly directory: Directory
  readonly administration: ServerAdministration
  /** The server that answers. */
  readonly server: ClientAccessServer
}

/** The organization as its servers know it: whose virtual directories a client is told, and where they are. */
export function organizationDeployment(options: OrganizationDeploymentOptions): Deployment {
  const { id, product, directory, administration, server } = options
  return {
    id,
    product,
    serverName: server.name,
    fqdn: server.fqdn,
    domainController: controllerHost(directory.forest),
    recipients: directory.recipients,
    serverOf: (mailbox) => described(mailbox === undefined ? server : homeServer(mailbox)),
  }

  /** The server on which the mailbox's database is active now; a mailbox without one is here. */
  function homeServer({ objectGuid }: Mailbox): ClientAccessServer {
    const database = administration.homeOf(objectGuid)
    return database === undefined ? server : administration.server(database.activeOn)
  }

  function described({ name, fqdn, site }: ClientAccessServer): MailboxServer {
    const { internalUrl, externalUrl } = administration.webServicesDirectory(name)
    return { fqdn, site, ewsInternalUrl: internalUrl, ewsExternalUrl: externalUrl }
  }
}
