import { z } from 'zod'
import { ConnectorError } from '../error.js'

const directMode = z.strictObject({ mode: z.literal('direct'), ewsUrl: z.url() })

const scp = z.strictObject({
  enabled: z.boolean(),
  domain: z.string(),
  site: z.string().nullable().default(null),
  queryMode: z.enum(['ldap', 'ldaps']),
  tlsVerify: z.boolean().default(true),
  servers: z.array(z.string()).default([]),
})

const autodiscoverMode = z.strictObject({
  mode: z.literal('autodiscover'),
  scp: scp.optional(),
  /** Mail domain to the origin that stands in for its DNS entries. */
  hosts: z.record(z.string(), z.string()).optional(),
})

const exchange = z.strictObject({
  displayName: z.string().min(1),
  type: z.enum(['on-premises', 'office365']),
  enabled: z.boolean().default(true),
  username: z.string().min(1),
  password: z.string(),
  authentication: z.array(z.enum(['ntlm', 'basic'])).min(1),
  tlsVerify: z.boolean().default(true),
  discovery: z.discriminatedUnion('mode', [directMode, autodiscoverMode]),
})

const webexSite = z.strictObject({
  name: z.string().regex(/^[a-z0-9.-]+$/, 'must be a lower-case host name such as "ent-pa.webex.com"'),
  xml: z.url(),
  admin: z.string(),
  password: z.string(),
  default: z.boolean().default(false),
})

const cloud = z.strictObject({
  catalog: z.url(),
  fleet: z.url(),
  orgId: z.string(),
  registration: z.strictObject({ bootstrapToken: z.string(), code: z.string() }).optional(),
})

const clock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('real') }),
  z.strictObject({ kind: z.literal('virtual'), url: z.url() }),
])

const peer = z.strictObject({ serial: z.string(), hostname: z.string() })

/** Everything one node is given: see docs for the same document in words. */
const subject = z.strictObject({
  version: z.literal(1),
  node: z.strictObject({
    number: z.int().positive(),
    hostname: z.string().regex(/^[a-z0-9.-]+$/, 'must be lower case: the cloud refuses other host names'),
    serial: z.string().min(1),
  }),
  cluster: z.strictObject({
    name: z.string(),
    primary: z.boolean(),
    sharedDir: z.string(),
    peers: z.array(peer).default([]),
  }),
  stateDir: z.string(),
  vaultKey: z
    .base64()
    .refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64'),
  caFile: z.string().optional(),
  exchange: z.array(exchange),
  webexSites: z.array(webexSite),
  cloud,
  clock: clock.default({ kind: 'real' }),
})

export type Subject = Readonly<z.infer<typeof subject>>
export type ExchangeRecord = Subject['exchange'][number]
export type AutodiscoverSettings = Extract<ExchangeRecord['discovery'], { mode: 'autodiscover' }>
export type ScpSettings = NonNullable<AutodiscoverSettings['scp']>

/**
 * Reads the subject document, refusing what it does not know.
 *
 * @throws ConnectorError SUBJECT_INVALID naming each wrong field and what it should hold.
 */
export function parseSubject(text: string): Subject {
  const result = subject.safeParse(parseJson(text))
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(document)'}: ${message}`,
  )
  throw new ConnectorError('SUBJECT_INVALID', {
    message: `The subject document cannot be used. Correct these fields and start again:\n${faults.join('\n')}`,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConnectorError('SUBJECT_INVALID', {
      message: 'The subject document is not JSON; check the file.',
      cause,
    })
  }
}
