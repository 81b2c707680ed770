import type { Ids } from '../../core/index.js'
import type { Organization, Person } from './organization.js'

/** What the caller may choose about the organization a lab starts with. */
export interface OrganizationOptions {
  readonly ids: Ids
  /** DNS name of the domain. Default `ent-pa.example`. */
  readonly domain?: string
  /** NetBIOS name of the domain. Default: the first label of `domain` in capitals. */
  readonly netbios?: string
}

/**
 * The people of the default organization.
 *
 * @source Preferred Architecture for Cisco Webex Hybrid Services, chapter Hybrid Calendar, moved to a reserved domain
 */
const PEOPLE = [
  { alias: 'alice', firstName: 'Alice', lastName: 'Adams', hasWebexAccount: true, delegateOf: [] },
  { alias: 'bob', firstName: 'Bob', lastName: 'Brown', hasWebexAccount: true, delegateOf: [] },
  { alias: 'carol', firstName: 'Carol', lastName: 'Clark', hasWebexAccount: true, delegateOf: [] },
  { alias: 'dave', firstName: 'Dave', lastName: 'Davis', hasWebexAccount: true, delegateOf: ['alice'] },
  { alias: 'erin', firstName: 'Erin', lastName: 'Evans', hasWebexAccount: false, delegateOf: [] },
] as const

/** The organization of the documents: alice organizes, bob and carol attend, dave delegates, erin has no Webex. */
export function createDefaultOrganization(options: OrganizationOptions): Organization {
  const { ids, domain = 'ent-pa.example' } = options
  const label = domain.split('.')[0] ?? domain
  const netbios = options.netbios ?? label.toUpperCase().slice(0, 15)
  const people = PEOPLE.map((person): Person => ({
    ...person,
    mail: `${person.alias}@${domain}`,
    displayName: `${person.firstName} ${person.lastName}`,
    password: createPassword(ids),
  }))

  return {
    name: netbios,
    dnsDomain: domain,
    netbios,
    exchangeServer: 'us-exch1',
    administrator: { alias: 'Administrator', displayName: 'Administrator', password: createPassword(ids) },
    serviceAccount: {
      alias: 'CalendarConnectorAcct',
      displayName: 'Calendar Connector Account',
      password: createPassword(ids),
    },
    people,
    rooms: [{ alias: 'board1', mail: `board1@${domain}`, displayName: 'Boardroom 1' }],
    groups: [
      {
        alias: 'all-staff',
        mail: `all-staff@${domain}`,
        displayName: 'All Staff',
        members: people.map(({ alias }) => alias),
      },
    ],
    webexSite: {
      name: `${label}.webex.com`,
      adminMail: `webex-admin@${domain}`,
      adminPassword: createPassword(ids),
    },
    cluster: {
      name: 'us-expc-connectors',
      resourceGroup: 'US Hybrid Services',
      hosts: [`us-expc-connector1.${domain}`, `us-expc-connector2.${domain}`],
    },
  }
}

/** Satisfies the complexity rule of Active Directory, and is unlikely to stand anywhere by chance. */
export function createPassword(ids: Ids): string {
  return `Ex-${ids.hex(9)}!`
}
