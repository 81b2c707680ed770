import { ADMINISTRATIVE_GROUP, EXCHANGE_2013_OBJECT, exchangeNames } from '../recipients/exchange-names.js'
import { EXCHANGE_ORIGIN } from '../search/advertised-values.js'
import type { Forest } from '../tree/forest.js'
import type { OrganizationSeed } from './organization.js'
import { container, withValues, type SeedObject } from './seed-object.js'

/** Keyword of a service connection point that carries the Autodiscover URL. @source ldap.md 8 */
const AUTODISCOVER_URL = '77378F46-2C66-4aa9-A6A6-3E7A48B19596'
/** Mailbox, Client Access, Unified Messaging and Hub Transport. @source ad-golden seed.ldif */
const ALL_ROLES = '54'

/** The Exchange organization in Configuration, with one server and its service connection point. */
export function exchangeOrganization(
  forest: Forest,
  exchange: NonNullable<OrganizationSeed['exchange']>,
): SeedObject[] {
  const { organizationName, serverName, serialNumber } = exchange
  const names = exchangeNames(forest, organizationName, serverName)
  const services = `CN=Services,${forest.configurationDn}`
  const microsoftExchange = `CN=Microsoft Exchange,${services}`
  const group = names.administrativeGroupDn
  const host = `${serverName.toLowerCase()}.${forest.dnsDomain}`
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
    withValues(container(`CN=Databases,${group}`, 'DB01', 'msExchPrivateMDB'), {
      legacyExchangeDN: [`${names.legacyServer}/cn=Microsoft Private MDB`],
    }),
    withValues(container(`CN=Servers,${group}`, serverName, 'msExchExchangeServer'), {
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
