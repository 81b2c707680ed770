import type { HostNames } from '../../network/index.js'
import type { Organization } from '../organization/organization.js'

/** @inferred The first domain controller of a forest; the directory calls it DC1. */
const CONTROLLER = 'dc1'

/** What the hosts of an organization are called by those who ask for them. */
export function hostNamesOf({ dnsDomain, exchangeServer, webexSite }: Organization): HostNames {
  return {
    exchange: `${exchangeServer.toLowerCase()}.${dnsDomain}`,
    autodiscover: `autodiscover.${dnsDomain}`,
    directory: `${CONTROLLER}.${dnsDomain}`,
    site: webexSite.name,
    domain: dnsDomain,
  }
}
