import { z } from 'zod'
import { ConnectorError } from '../error.js'
import { PERSON_FIELDS } from '../ports/people-service.js'

/** Where a value comes from: an attribute, the first of several that has one, a constant, or nowhere. */
const source = z.union([
  z.string().min(1),
  z.strictObject({ firstOf: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ constant: z.string() }),
  z.null(),
])
export type ValueSource = z.output<typeof source>

const scope = (usualFilter: string, isUsual: boolean) =>
  z
    .strictObject({ enabled: z.boolean().default(isUsual), filter: z.string().default(usualFilter) })
    .prefault({})

/** @source ldap.md 8: all users that are not computers */
const USERS_FILTER = '(&(objectCategory=person)(objectClass=user)(!(isCriticalSystemObject=TRUE)))'
const ROOMS_FILTER = '(&(objectCategory=person)(objectClass=user)(msExchResourceMetaData=ResourceType:Room))'

const directory = z.strictObject({
  domain: z.string().min(1),
  site: z.string().nullable().default(null),
  servers: z.array(z.url({ protocol: /^ldaps?$/ })).default([]),
  nameServers: z.array(z.string()).default([]),
  queryMode: z.enum(['ldap', 'ldaps']).default('ldaps'),
  tlsVerify: z.enum(['full', 'authority', 'off']).default('full'),
  username: z.string().min(1),
  password: z.string(),
  baseDns: z.array(z.string().min(1)).default([]),
  users: scope(USERS_FILTER, true),
  rooms: scope(ROOMS_FILTER, false),
})

const cloud = z
  .strictObject({
    scim: z.url().default('https://webexapis.com/identity/scim'),
    /** The address of our own design for what the public API has not; without it there are no uploaded pictures and no second instance. */
    connectorApi: z.url().nullable().default(null),
    orgId: z.string().min(1),
    /** An access token, for a single run; for longer give `oauth`. */
    token: z.string().min(1).optional(),
    oauth: z
      .strictObject({
        tokenUrl: z.url().default('https://webexapis.com/v1/access_token'),
        clientId: z.string().min(1),
        clientSecret: z.string().min(1),
        refreshToken: z.string().nullable().default(null),
      })
      .optional(),
  })
  .refine(
    ({ token, oauth }) => (token === undefined) !== (oauth === undefined),
    'needs either "token" or "oauth"',
  )

const avatars = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('nowhere') }),
  z.strictObject({ from: z.literal('attribute'), attribute: z.string().default('thumbnailPhoto') }),
  z.strictObject({ from: z.literal('url'), pattern: z.url() }),
])

export const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

const schedule = z.strictObject({
  /** Null for never. @source hybrid-calendar.md HD-002 */
  incrementalMinutes: z.int().min(1).max(1440).nullable().default(10),
  /** When everything is compared anew, in UTC. */
  full: z
    .strictObject({
      days: z
        .array(z.enum(DAYS))
        .min(1)
        .default([...DAYS]),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "02:30"')
        .default('02:00'),
    })
    .nullable()
    .prefault({}),
})

const clock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('real') }),
  z.strictObject({ kind: z.literal('virtual'), url: z.url() }),
])

const settings = z.strictObject({
  version: z.literal(1),
  instance: z.strictObject({ id: z.string().min(1), hostname: z.string().min(1) }),
  stateDir: z.string().min(1),
  caFile: z.string().optional(),
  directory,
  cloud,
  mapping: z
    .strictObject(
      Object.fromEntries(['uid', 'manager', ...PERSON_FIELDS].map((name) => [name, source.optional()])),
    )
    .default({}),
  avatars: avatars.default({ from: 'attribute', attribute: 'thumbnailPhoto' }),
  deletions: z
    .strictObject({
      /** A run that would delete more stops; null to let all pass. @source ldap.md 8 */
      threshold: z.int().min(0).nullable().default(20),
      /** Accounts that nobody in the directory has and no synchronizer made. */
      unmatched: z.enum(['delete', 'keep']).default('delete'),
    })
    .prefault({}),
  schedule: schedule.prefault({}),
  /** Where the status page is served on this machine; null for nowhere, 0 for any free port. */
  statusPort: z.int().min(0).max(65_535).nullable().default(null),
  clock: clock.default({ kind: 'real' }),
})

export type SyncSettings = Readonly<z.output<typeof settings>>

/**
 * Reads the document that a synchronizer is started with, refusing what it does not know.
 *
 * @throws ConnectorError SUBJECT_INVALID naming each wrong field and what it should hold.
 */
export function parseSyncSettings(text: string): SyncSettings {
  const result = settings.safeParse(parseJson(text))
  if (result.success) return result.data
  const faults = result.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(document)'}: ${message}`,
  )
  throw new ConnectorError('SUBJECT_INVALID', {
    message: `The settings of the synchronizer cannot be used. Correct these fields and start again:\n${faults.join('\n')}`,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConnectorError('SUBJECT_INVALID', {
      message: 'The settings of the synchronizer are not JSON; check the file.',
      cause,
    })
  }
}
