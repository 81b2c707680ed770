import { z } from 'zod'

const alias = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'must be letters, digits, dots, hyphens or underscores, such as alice',
  )
  .max(40)
  .describe('The account name, and the part of the mail address before the @.')

const domainName = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a DNS name in lower case, such as corp.example.com')
  .max(200)

const hostLabel = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be a host name in lower case, without the domain')
  .max(63)

const password = z.string().min(1).optional().describe('Default: made from the seed.')

const site = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/, 'must be letters, digits or hyphens, such as Berlin')
    .max(63),
  subnets: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .default([])
    .describe('Networks whose hosts are in the site: 10.1.0.0/16.'),
})

const domainController = z.strictObject({
  name: hostLabel
    .max(15)
    .optional()
    .describe('Host name without the domain. Default: dc1, dc2 … by its place.'),
  site: z.string().optional().describe('Default: the first site.'),
  globalCatalog: z
    .boolean()
    .default(true)
    .describe('Whether it is a Global Catalog as well; the first always is.'),
})

const systemAccount = z.strictObject({
  alias,
  displayName: z.string().min(1).optional().describe('Default: the alias.'),
  password,
})

const person = z.strictObject({
  alias,
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  displayName: z.string().min(1).optional().describe('Default: first and last name.'),
  password,
  webex: z.boolean().default(true).describe('Whether the person has a Webex account.'),
  delegateOf: z.array(alias).default([]).describe('People whose mail this person looks after, by alias.'),
})

const room = z.strictObject({
  alias,
  displayName: z.string().min(1),
  capacity: z.int().positive().optional().describe('How many people fit in.'),
})

const group = z.strictObject({
  alias,
  displayName: z.string().min(1),
  members: z
    .union([z.literal('everybody'), z.array(alias)])
    .describe(
      'People by alias, or everybody, also those that "--users" adds; of a room list rooms by alias.',
    ),
  roomList: z
    .boolean()
    .default(false)
    .describe('Whether it is a list of rooms, as room finders show it for a building.'),
})

/**
 * An organization as a person writes it down. What is left out has a default; mail addresses and log-on names are
 * the alias at the domain, so that "--domain" moves all of it.
 */
export const organizationFile = z.strictObject({
  $schema: z.string().optional().describe('For editors.'),
  domain: domainName.describe('DNS name of the domain.'),
  netbios: z
    .string()
    .regex(/^[A-Z0-9-]{1,15}$/, 'must be 1 to 15 capital letters, digits or hyphens')
    .optional()
    .describe('Default: the first label of the domain, in capitals.'),
  name: z.string().min(1).optional().describe('Name of the Exchange organization. Default: as NetBIOS.'),
  exchangeServer: hostLabel.default('us-exch1').describe('Host name of the Exchange server.'),
  sites: z
    .array(site)
    .min(1)
    .default([{ name: 'Default-First-Site-Name', subnets: [] }])
    .describe('The sites of Active Directory.'),
  domainControllers: z
    .array(domainController)
    .min(1)
    .max(20)
    .default([{ globalCatalog: true }])
    .describe('Default: one; "--domain-controllers" adds further ones to the first site.'),
  administrator: systemAccount.default({ alias: 'Administrator' }),
  serviceAccount: systemAccount
    .default({ alias: 'CalendarConnectorAcct', displayName: 'Calendar Connector Account' })
    .describe("The connector's account, which may act for everybody in Exchange."),
  fresh: z
    .boolean()
    .default(false)
    .describe(
      'Whether the directory is that of a fresh domain controller: without a trace of Exchange, and with no account but' +
        " the administrator's, which then is the connector's as well. Not with people, rooms or groups.",
    ),
  people: z.array(person),
  rooms: z.array(room).default([]).describe('Meeting rooms: mailboxes that accept by themselves.'),
  groups: z.array(group).default([]).describe('Distribution lists.'),
  site: z
    .strictObject({
      name: domainName.optional().describe('Default: the first label of the domain, at webex.com.'),
      adminMail: z.email().optional().describe('Default: webex-admin at the domain.'),
      adminPassword: password,
    })
    .default({})
    .describe('The Webex site.'),
  cluster: z
    .strictObject({
      name: z.string().min(1),
      resourceGroup: z.string().min(1),
      hosts: z.array(hostLabel).min(1).max(6).describe('Hosts of the connector nodes, without the domain.'),
    })
    .default({
      name: 'us-expc-connectors',
      resourceGroup: 'US Hybrid Services',
      hosts: ['us-expc-connector1', 'us-expc-connector2'],
    })
    .describe('The hybrid cluster of the calendar connector.'),
})

/** What a program may give instead of a file. */
export type OrganizationFile = z.input<typeof organizationFile>

/** With every default filled in. */
export type ReadOrganization = z.output<typeof organizationFile>
