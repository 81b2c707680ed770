import type { HostNames } from '../../network/index.js'
import type { Organization } from '../organization/organization.js'

/** @inferred The first domain controller of a forest; the directory calls it DC1. */
const CONTROLLER = 'dc1'

/** What the hosts of an organization are called by those who ask for them. */
export function hostNamesOf(organization: Organization): HostNames {
  const { dnsDomain, exchangeEntrance, exchangeServers, webexSite } = organization
  return {
    exchange: `${exchangeEntrance.toLowerCase()}.${dnsDomain}`,
    exchangeServers: exchangeServers.map((server) => `${server.toLowerCase()}.${dnsDomain}`),
    autodiscover: `autodiscover.${dnsDomain}`,
    directory: `${CONTROLLER}.${dnsDomain}`,
    site: webexSite.name,
    domain: dnsDomain,
  }
}
