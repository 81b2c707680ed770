import { z } from 'zod'

/** What the lab is asked to prepare for one node of a connector under test. */
export const subjectRequest = z.strictObject({
  node: z.int().min(1).max(6),
  cluster: z.string().min(1).optional().describe("Name of the cluster; default the organization's."),
  level: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .default(3)
    .describe(
      'What the subject is given: 1 Exchange and Active Directory, 2 also public Webex, 3 also the fleet.',
    ),
  clock: z.enum(['real', 'virtual']).default('real'),
  endpointSet: z.string().optional().describe('Default: a set of its own, `node<N>`.'),
  stateDir: z.string().min(1).describe('Where this node keeps what it must remember.'),
  sharedDir: z.string().min(1).describe('Where the nodes of a cluster share their configuration.'),
})

const host = z.strictObject({ serial: z.string(), hostname: z.string() })

/**
 * The one document a connector node is started with, named by `EXWEX_SUBJECT`: only what a connector may know.
 * Never the ready file, the admin address or a person's password.
 */
export const subjectDocument = z.strictObject({
  version: z.literal(1),
  node: z.strictObject({ number: z.int(), hostname: z.string(), serial: z.string() }),
  cluster: z.strictObject({
    name: z.string(),
    primary: z.boolean(),
    sharedDir: z.string(),
    peers: z.array(host),
  }),
  stateDir: z.string(),
  vaultKey: z.base64().describe("32 bytes: the key of the host's credential encryption."),
  caFile: z.string(),
  exchange: z.array(
    z.strictObject({
      displayName: z.string(),
      type: z.enum(['on-premises', 'office365']),
      enabled: z.boolean(),
      username: z.string(),
      password: z.string(),
      authentication: z.array(z.enum(['ntlm', 'basic'])),
      tlsVerify: z.boolean(),
      discovery: z.discriminatedUnion('mode', [
        z.strictObject({
          mode: z.literal('autodiscover'),
          scp: z.strictObject({
            enabled: z.boolean(),
            domain: z.string(),
            site: z.string().nullable(),
            queryMode: z.enum(['ldap', 'ldaps']),
            tlsVerify: z.boolean(),
            servers: z.array(z.string()),
          }),
          hosts: z.record(z.string(), z.string()).optional(),
        }),
        z.strictObject({ mode: z.literal('direct'), ewsUrl: z.string() }),
      ]),
    }),
  ),
  webexSites: z.array(
    z.strictObject({
      name: z.string(),
      xml: z.string(),
      admin: z.string(),
      password: z.string(),
      default: z.boolean(),
    }),
  ),
  cloud: z.strictObject({
    catalog: z.string(),
    fleet: z.string(),
    orgId: z.string(),
    registration: z.strictObject({ bootstrapToken: z.string(), code: z.string() }).optional(),
  }),
  clock: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('real') }),
    z.strictObject({ kind: z.literal('virtual'), url: z.string() }),
  ]),
})

export type SubjectRequest = z.input<typeof subjectRequest>
export type SubjectDocument = z.infer<typeof subjectDocument>
