import { z } from 'zod'

/** What the lab is asked to prepare for one node of a connector under test. */
export const subjectRequest = z.strictObject({
  node: z.int().min(1).max(6),
  level: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .default(3)
    .describe(
      'What the subject is given: 1 Exchange and Active Directory, 2 also public Webex, 3 also the fleet.',
    ),
  cluster: z.string().min(1).optional().describe("Name of the cluster; default the organization's."),
  clock: z.enum(['real', 'virtual']).default('real'),
  endpointSet: z.string().optional().describe('Default: a set of its own, `node<N>`.'),
  stateDir: z.string().min(1).describe('Where this node keeps what it must remember.'),
  sharedDir: z.string().min(1).describe('Where the nodes of a cluster share their configuration.'),
})

const host = z.strictObject({ serial: z.string(), hostname: z.string() })

const exchangeRecord = z.strictObject({
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
})

/** What every level has: the node, its cluster, and Exchange. */
const common = {
  version: z.literal(1),
  node: z.strictObject({ number: z.int(), hostname: z.string(), serial: z.string() }),
  cluster: z.strictObject({
    name: z.string(),
    primary: z.boolean(),
    sharedDir: z.string(),
    peers: z.array(host),
  }),
  stateDir: z.string(),
  caFile: z.string(),
  exchange: z.array(exchangeRecord),
  clock: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('real') }),
    z.strictObject({ kind: z.literal('virtual'), url: z.string() }),
  ]),
}

/** Somebody enabled for the service, with what an invitation to the personal room carries. */
const person = z.strictObject({
  mail: z.string(),
  personalRoom: z
    .strictObject({
      url: z.string(),
      sipAddress: z.string(),
      meetingNumber: z.string(),
      dialIn: z.array(z.strictObject({ label: z.string(), number: z.string() })),
    })
    .nullable()
    .describe('Null for a person without one.'),
})

const webexSites = z.array(
  z.strictObject({
    name: z.string(),
    xml: z.string(),
    admin: z.string(),
    password: z.string(),
    default: z.boolean(),
  }),
)

/** Level 1: Exchange and Active Directory; who is enabled and their join details come with the configuration. */
export const exchangeSubject = z.strictObject({
  ...common,
  level: z.literal(1),
  people: z.array(person),
})

/** Level 2: also the site's XML API and the public REST API. */
export const publicSubject = z.strictObject({
  ...common,
  level: z.literal(2),
  people: z.array(person),
  webexSites,
  webexRest: z.strictObject({
    api: z.string().describe('`https://…/v1`'),
    token: z.string().describe("Of the organization's own bot."),
  }),
})

/**
 * The one document a connector node is started with, named by `EXWEX_SUBJECT`: only what a connector may know.
 * Never the ready file, the admin address or a person's password. This is level 3, where the fleet tells the rest.
 */
export const subjectDocument = z.strictObject({
  ...common,
  vaultKey: z.base64().describe("32 bytes: the key of the host's credential encryption."),
  webexSites,
  cloud: z.strictObject({
    catalog: z.string(),
    fleet: z.string(),
    orgId: z.string(),
    registration: z.strictObject({ bootstrapToken: z.string(), code: z.string() }).optional(),
  }),
})

/** The document of any level. */
export const anySubjectDocument = z.union([subjectDocument, publicSubject, exchangeSubject])

export type SubjectRequest = z.input<typeof subjectRequest>
export type SubjectDocument = z.infer<typeof subjectDocument>
export type AnySubjectDocument = z.infer<typeof anySubjectDocument>

/** The document that a request is answered with. */
export type DocumentFor<Request extends SubjectRequest> = Request extends { readonly level: 3 }
  ? SubjectDocument
  : 'level' extends keyof Request
    ? AnySubjectDocument
    : SubjectDocument
