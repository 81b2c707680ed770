import type { World } from '../../core/index.js'
import type { Directory } from '../../directory/index.js'
import type { ClientAccessServer, ServerAdministration } from '../servers/index.js'
import type { ProductVersion } from '../versions/index.js'
import { alternateMailboxes } from './alternate-mailboxes.js'
import type { Deployment, Federation, Mailbox, MailboxServer } from './deployment.js'

export interface OrganizationDeploymentOptions {
  readonly id: string
  readonly world: World
  readonly product: ProductVersion
  readonly directory: Directory
  readonly administration: ServerAdministration
  /** The server that answers. */
  readonly server: ClientAccessServer
}

/** The organization as its servers know it: whose virtual directories a client is told, and where they are. */
export function organizationDeployment(options: OrganizationDeploymentOptions): Deployment {
  const { id, world, product, directory, administration, server } = options
  const { recipients } = directory
  return {
    id,
    product,
    serverName: server.name,
    fqdn: server.fqdn,
    get domainController() {
      return directory.controllers.preferred.fqdn
    },
    get isDirectoryAnswering() {
      return product.name === 'online' || directory.controllers.hasCatalog
    },
    recipients,
    alternatesOf: (mailbox) => alternateMailboxes(world, recipients, mailbox),
    ...(product.name === 'online' ? { federation: federationOf(recipients.domains()) } : {}),
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

/** A tenant of Exchange Online is federated by itself. @inferred from what the service tells of tenants */
function federationOf(domains: readonly string[]): Federation {
  return {
    applicationUri: 'outlook.com',
    tokenIssuers: [
      { uri: 'urn:federation:MicrosoftOnline', endpoint: 'https://login.microsoftonline.com/extSTS.srf' },
    ],
    domains,
  }
}
