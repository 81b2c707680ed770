import {
  ADMINISTRATIVE_GROUP,
  EXCHANGE_2013_OBJECT,
  exchangeNames,
  FIRST_DATABASE,
} from '../recipients/exchange-names.js'
import { EXCHANGE_ORIGIN } from '../search/advertised-values.js'
import type { Forest } from '../tree/forest.js'
import type { OrganizationSeed } from './organization.js'
import { container, withValues, type SeedObject } from './seed-object.js'

/** Keyword of a service connection point that carries the Autodiscover URL. @source ldap.md 8 */
const AUTODISCOVER_URL = '77378F46-2C66-4aa9-A6A6-3E7A48B19596'
/** Mailbox, Client Access, Unified Messaging and Hub Transport. @source ad-golden seed.ldif */
const ALL_ROLES = '54'

type ExchangeSeed = NonNullable<OrganizationSeed['exchange']>

/** The Exchange organization in Configuration, with its databases, and its servers with their connection points. */
export function exchangeOrganization(forest: Forest, exchange: ExchangeSeed): SeedObject[] {
  const { organizationName, serverName, furtherServers = [], databases = [FIRST_DATABASE] } = exchange
  const names = exchangeNames(forest, organizationName, serverName)
  const services = `CN=Services,${forest.configurationDn}`
  const microsoftExchange = `CN=Microsoft Exchange,${services}`
  const group = names.administrativeGroupDn
  return [
    container(services, 'Microsoft Exchange Autodiscover'),
    container(services, 'Microsoft Exchange', 'msExchConfigurationContainer'),
    withValues(container(microsoftExchange, organizationName, 'msExchOrganizationContainer'), {
      legacyExchangeDN: [`/o=${organizationName}`],
    }),
    container(names.organizationDn, 'Administrative Groups', 'msExchAdminGroupContainer'),
    withValues(
      container(`CN=Administrative Groups,${names.organizationDn}`, ADMINISTRATIVE_GROUP, 'msExchAdminGroup'),
      {
        legacyExchangeDN: [names.legacyAdministrativeGroup],
      },
    ),
    container(group, 'Servers', 'msExchServersContainer'),
    container(group, 'Databases'),
    ...databases.map((database) =>
      withValues(container(names.databasesDn, database, 'msExchPrivateMDB'), {
        legacyExchangeDN: [`${names.legacyServer}/cn=Microsoft Private MDB`],
      }),
    ),
    ...[serverName, ...furtherServers].flatMap((server) =>
      exchangeServer(forest, { ...exchange, serverName: server }),
    ),
  ]
}

/** One server, with its service connection point. */
function exchangeServer(
  forest: Forest,
  { organizationName, serverName, serialNumber }: ExchangeSeed,
): SeedObject[] {
  const names = exchangeNames(forest, organizationName, serverName)
  const host = `${serverName.toLowerCase()}.${forest.dnsDomain}`
  return [
    withValues(container(`CN=Servers,${names.administrativeGroupDn}`, serverName, 'msExchExchangeServer'), {
      networkAddress: [`ncacn_ip_tcp:${host}`, `netbios:${serverName}`],
      serialNumber: [serialNumber],
      msExchCurrentServerRoles: [ALL_ROLES],
      msExchServerSite: [`CN=${forest.siteName},CN=Sites,${forest.configurationDn}`],
      legacyExchangeDN: [names.legacyServer],
      msExchVersion: [EXCHANGE_2013_OBJECT],
    }),
    container(names.serverDn, 'Protocols'),
    container(`CN=Protocols,${names.serverDn}`, 'Autodiscover'),
    withValues(
      container(`CN=Autodiscover,CN=Protocols,${names.serverDn}`, serverName, 'serviceConnectionPoint'),
      {
        keywords: [AUTODISCOVER_URL, `Site=${forest.siteName}`],
        serviceBindingInformation: [`${EXCHANGE_ORIGIN}/Autodiscover/Autodiscover.xml`],
        serviceClassName: ['ms-Exchange-AutoDiscover-Service'],
        serviceDNSName: [serverName],
      },
    ),
  ]
}
