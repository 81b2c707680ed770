import type { Forest } from '../tree/forest.js'

/** The first administrative group of every Exchange since 2007. */
export const ADMINISTRATIVE_GROUP = 'Exchange Administrative Group (FYDIBOHF23SPDLT)'

/** Names by which an Exchange organization is known in the directory. @source ldap.md 8 "Layout" */
export interface ExchangeNames {
  readonly organizationDn: string
  readonly administrativeGroupDn: string
  readonly serverDn: string
  readonly databasesDn: string
  readonly legacyAdministrativeGroup: string
  readonly legacyServer: string
}

export function exchangeNames(forest: Forest, organizationName: string, serverName: string): ExchangeNames {
  const organizationDn = `CN=${organizationName},CN=Microsoft Exchange,CN=Services,${forest.configurationDn}`
  const administrativeGroupDn = `CN=${ADMINISTRATIVE_GROUP},CN=Administrative Groups,${organizationDn}`
  const legacyAdministrativeGroup = `/o=${organizationName}/ou=${ADMINISTRATIVE_GROUP}`
  return {
    organizationDn,
    administrativeGroupDn,
    serverDn: `CN=${serverName},CN=Servers,${administrativeGroupDn}`,
    databasesDn: `CN=Databases,${administrativeGroupDn}`,
    legacyAdministrativeGroup,
    legacyServer: `${legacyAdministrativeGroup}/cn=Configuration/cn=Servers/cn=${serverName}`,
  }
}

/** msExchVersion of objects made by Exchange 2013 and later. @source ldap.md 8 (recalled) */
export const EXCHANGE_2013_OBJECT = '88218628259840'

/** The database that every organization begins with. */
export const FIRST_DATABASE = 'DB01'
