import { LabError } from '../../core/index.js'
import { planTopology, routingDomain } from '../../exchange/index.js'
import type { LabOptions } from '../lab-options.js'
import { controllerName } from './found-organization.js'
import type { Organization } from './organization.js'

/** The host name of what balances load among several servers. */
const BALANCER = 'mail'

/** Spreads an organization over the servers and premises that the options ask for. */
export function deployOrganization(
  organization: Organization,
  { exchange = {}, hybrid, directory = {} }: Pick<LabOptions, 'exchange' | 'hybrid' | 'directory'>,
): Organization {
  const { exchangeServer, dnsDomain, people } = organization
  const { servers } = planTopology(exchangeServer, exchange)
  const domain = routingDomain(dnsDomain)
  for (const alias of hybrid ?? []) mustBeSomebody(people, alias)
  return {
    ...organization,
    domainControllers: deployControllers(organization, directory.controllers),
    exchangeServers: servers.map(({ name }) => name.toLowerCase()),
    exchangeEntrance: exchange.loadBalancer === undefined ? exchangeServer : BALANCER,
    people: people.map((person) =>
      hybrid?.includes(person.alias) === true
        ? { ...person, remoteAddress: `${person.alias}@${domain}` }
        : person,
    ),
  }
}

/** The first of those that the organization has, or all and further ones in the first site. */
function deployControllers({ domainControllers: own, sites }: Organization, count = own.length) {
  const further = Array.from({ length: Math.max(0, count - own.length) }, (_, index) => ({
    name: controllerName(own.length + index),
    site: sites[0]?.name ?? '',
    isGlobalCatalog: true,
  }))
  return [...own.slice(0, Math.max(1, count)), ...further]
}

function mustBeSomebody(people: Organization['people'], alias: string): void {
  if (people.some((person) => person.alias === alias)) return
  throw new LabError('PERSON_UNKNOWN', {
    message: `There is nobody called "${alias}" whose mailbox could be in Exchange Online.`,
    hint: `There is ${people.map((person) => person.alias).join(', ')}.`,
  })
}
