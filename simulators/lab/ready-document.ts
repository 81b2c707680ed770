import { z } from 'zod'

/**
 * What a lab tells the programs that use it: where everything is and who may log on. Other programs rely on
 * these names, so they only grow; what is not built yet is null, never made up.
 *
 * @source design.md, "The outside of the lab"
 */
export const readyDocument = z.strictObject({
  version: z.literal(1),
  pid: z.int(),
  seed: z.int(),
  era: z.enum(['2017', '2019', 'current']),
  exchangeVersion: z.string(),
  ca: z.string().describe("Path of the PEM file with the certificate of the lab's authority."),
  exchange: z.strictObject({
    ews: z.url(),
    ewsHttp: z.url(),
    autodiscoverPox: z.url(),
    autodiscoverSoap: z.url().nullable(),
    /** The identity provider whose tokens Exchange takes where OAuth is switched on, and an application to ask them with. */
    oauth: z.strictObject({
      token: z.url(),
      tenantId: z.string(),
      scope: z.string(),
      client: z.strictObject({ id: z.string(), secret: z.string() }),
    }),
    servers: z
      .array(z.strictObject({ name: z.string(), fqdn: z.string(), ews: z.url() }))
      .describe('Each server by itself; `ews` is what answers for all of them.'),
  }),
  exchangeOnline: z
    .strictObject({
      ews: z.url().nullable(),
      autodiscoverPox: z.url().nullable(),
      autodiscoverSoap: z.url().nullable(),
      routingDomain: z
        .string()
        .nullable()
        .describe('Where mail for mailboxes in Exchange Online is routed: `ent-pa.mail.onmicrosoft.com`.'),
    })
    .describe(
      'The other side of a hybrid organization, which takes tokens of `exchange.oauth`; null without one.',
    ),
  directory: z.strictObject({
    ldap: z.url(),
    ldaps: z.url(),
    gc: z.url(),
    gcs: z.url(),
    baseDn: z.string(),
    admin: z.strictObject({ upn: z.string(), dn: z.string(), password: z.string() }),
    controllers: z
      .array(
        z.strictObject({
          name: z.string(),
          fqdn: z.string(),
          site: z.string(),
          ldap: z.url(),
          ldaps: z.url(),
          gc: z.url().nullable(),
          gcs: z.url().nullable(),
        }),
      )
      .describe('Each domain controller; the first is the one of the other addresses.'),
  }),
  webexSite: z.strictObject({ name: z.string(), xml: z.url(), admin: z.string(), password: z.string() }),
  webexCloud: z.strictObject({
    api: z.url(),
    catalog: z.url(),
    fleet: z.url(),
    hub: z.url().describe('Control Hub, for administrators with a browser.'),
    orgId: z.string(),
    client: z.strictObject({ id: z.string(), secret: z.string() }),
    botToken: z.string().nullable(),
    adminToken: z.string(),
    connectorToken: z.string().nullable(),
  }),
  network: z.strictObject({
    dns: z.string().nullable(),
    proxy: z.string().nullable(),
    proxyCredentials: z
      .strictObject({ user: z.string(), password: z.string() })
      .nullable()
      .describe('What the proxy asks for, if it is Basic.'),
  }),
  admin: z.url(),
  serviceAccount: z.strictObject({ upn: z.string(), down: z.string(), password: z.string() }),
  users: z.array(
    z.strictObject({
      mail: z.string(),
      upn: z.string(),
      password: z.string(),
      webexToken: z.string().nullable(),
      webexRefreshToken: z.string().nullable(),
      personalRoom: z.url().nullable(),
    }),
  ),
  rooms: z.array(z.strictObject({ mail: z.string() })),
  groups: z.array(z.strictObject({ mail: z.string() })),
})

export type ReadyDocument = z.infer<typeof readyDocument>
