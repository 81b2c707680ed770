import type { HostNames } from '../../network/index.js'
import type { Organization } from '../organization/organization.js'

/** What the hosts of an organization are called by those who ask for them. */
export function hostNamesOf(organization: Organization): HostNames {
  const { dnsDomain, exchangeEntrance, exchangeServers, webexSite, domainControllers } = organization
  const [first = '', ...further] = domainControllers.map(({ name }) => `${name.toLowerCase()}.${dnsDomain}`)
  return {
    exchange: `${exchangeEntrance.toLowerCase()}.${dnsDomain}`,
    exchangeServers: exchangeServers.map((server) => `${server.toLowerCase()}.${dnsDomain}`),
    autodiscover: `autodiscover.${dnsDomain}`,
    directory: first,
    furtherControllers: further,
    site: webexSite.name,
    domain: dnsDomain,
  }
}
