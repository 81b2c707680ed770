import type { OrganizationSeed } from '../../directory/index.js'
import type { ProductVersion, Topology } from '../../exchange/index.js'
import type { WebexSeed } from '../../webex/index.js'
import type { Organization } from './organization.js'

/** The organization as Active Directory is filled with it. */
export function directorySeed(
  organization: Organization,
  product: ProductVersion,
  { servers, databases }: Topology,
): OrganizationSeed {
  const { serviceAccount, exchangeServer, people, rooms, groups } = organization
  if (organization.isFresh) return freshSeed(organization)
  const { major, minor, majorBuild, minorBuild } = product.build
  return {
    ...forestSeed(organization),
    passwordsExpire: false,
    exchange: {
      organizationName: organization.name,
      serverName: exchangeServer.toUpperCase(),
      furtherServers: servers.slice(1).map(({ name }) => name),
      databases: databases.map(({ name }) => name),
      serialNumber: `Version ${major}.${minor} (Build 3${majorBuild}.${minorBuild})`,
    },
    serviceAccounts: [serviceAccount],
    people: people.map(({ alias, mail, displayName, firstName, lastName, password, remoteAddress }) => ({
      alias,
      mail,
      displayName,
      givenName: firstName,
      surname: lastName,
      password,
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    })),
    rooms,
    groups,
  }
}

/** A domain controller that has just been set up: nobody has prepared it for Exchange. */
function freshSeed(organization: Organization): OrganizationSeed {
  return { ...forestSeed(organization), serviceAccounts: [], people: [], rooms: [], groups: [] }
}

/** What there is whoever uses it. */
function forestSeed({ dnsDomain, netbios, administrator, sites, domainControllers }: Organization) {
  return {
    dnsDomain,
    netbiosDomain: netbios,
    administratorPassword: administrator.password,
    sites,
    controllers: domainControllers,
  }
}

/** Who looks after whose calendar, by address. */
export function delegations({ people }: Organization): readonly { principal: string; delegate: string }[] {
  return people.flatMap(({ mail, delegateOf }) =>
    delegateOf.flatMap((alias) => {
      const principal = people.find((person) => person.alias === alias)
      return principal === undefined ? [] : [{ principal: principal.mail, delegate: mail }]
    }),
  )
}

/** The organization as it was provisioned to Webex: those who have an account there, and the meeting rooms. */
export function webexSeed(organization: Organization): WebexSeed {
  const { name, webexSite, people, rooms } = organization
  return {
    name,
    site: { name: webexSite.name, adminMail: webexSite.adminMail, adminPassword: webexSite.adminPassword },
    people: people
      .filter(({ hasWebexAccount }) => hasWebexAccount)
      .map(({ mail, displayName, firstName, lastName }) => ({ mail, displayName, firstName, lastName })),
    rooms: rooms.map(({ mail, displayName }) => ({ mail, displayName })),
  }
}
