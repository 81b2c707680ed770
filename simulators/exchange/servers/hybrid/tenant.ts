import type { ClientAccessServer } from '../client-access-server.js'
import type { ServerAdministration } from '../server-administration.js'
import type { WebServicesDirectory } from '../web-services-directory.js'

/** A server of the service, as its headers name it. @inferred its number; the form is captured, ews.md 1.3 */
export const ONLINE_SERVER: ClientAccessServer = {
  name: 'AM0PR01MB1001',
  fqdn: 'am0pr01mb1001.eurprd01.prod.outlook.com',
  site: 'eurprd01',
  state: 'running',
}

/** The domain to which mail for mailboxes in Exchange Online is routed: `ent-pa.mail.onmicrosoft.com`. */
export function routingDomain(dnsDomain: string): string {
  return `${dnsDomain.split('.')[0]}.mail.onmicrosoft.com`
}

/** The service has no servers and databases that a tenant could administer: it has one place, and takes tokens. */
export function onlineAdministration(
  onPremises: ServerAdministration,
  origin: () => string,
): ServerAdministration {
  const place = (): WebServicesDirectory => {
    const url = `${origin()}/EWS/Exchange.asmx`
    const authentication = { basic: false, windows: false, oauth: true }
    return { server: ONLINE_SERVER.name, internalUrl: url, externalUrl: url, authentication }
  }
  return {
    ...onPremises,
    servers: () => [ONLINE_SERVER],
    server: () => ONLINE_SERVER,
    webServicesDirectories: () => [place()],
    webServicesDirectory: place,
    databases: () => [],
    homeOf: () => undefined,
  }
}
