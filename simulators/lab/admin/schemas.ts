import { z } from 'zod'
import { ENDPOINT_NAMES, type EndpointName } from '../../network/index.js'

/** Request and answer shapes of the admin API. Unknown keys are refused. */

export const healthAnswer = z.strictObject({
  status: z.literal('ok'),
  now: z.number().describe('Lab time in epoch milliseconds.'),
  epoch: z.string(),
})

export const journalEntry = z.strictObject({
  id: z.int(),
  kind: z.enum(['call', 'stream', 'message']),
  protocol: z.string(),
  operation: z.string(),
  via: z.string(),
  connection: z.string(),
  principal: z.string().nullable(),
  target: z.string().nullable(),
  outcome: z.string(),
  openedAt: z.number(),
  closedAt: z.number().nullable(),
  requestBytes: z.int(),
  responseBytes: z.int(),
  request: z.string().nullable(),
  response: z.string().nullable(),
  parent: z.int().nullable(),
  faults: z.array(z.string()),
})

export const journalQuery = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('The cursor that the last answer gave as `next`.'),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  wait: z.coerce
    .number()
    .min(0)
    .max(60)
    .default(0)
    .describe('Seconds of real time to wait for a first entry.'),
  texts: z.stringbool().default(true).describe('Whether request and response texts are wanted.'),
  protocol: z.string().optional(),
  operation: z.string().optional(),
  principal: z.string().optional(),
  target: z.string().optional(),
  via: z.string().optional(),
  outcome: z.string().optional(),
})

export const journalAnswer = z.strictObject({
  entries: z.array(journalEntry),
  next: z.int().describe('What to give as `after` to go on from here.'),
  evicted: z.strictObject({ entries: z.int(), bytes: z.int(), through: z.int() }),
})

export const digestAnswer = z.strictObject({ digest: z.string().nullable(), entries: z.int() })

export const clockAnswer = z.strictObject({
  kind: z.enum(['real', 'manual', 'scaled']),
  now: z.number(),
  rate: z.number().optional(),
})

export const advanceBody = z.strictObject({ ms: z.number().min(0) })

const faultSubject = z.strictObject({
  protocol: z.string().optional(),
  via: z.string().optional(),
  server: z.string().optional().describe('Which domain controller: DC2.'),
  operation: z.string().optional(),
  principal: z.string().optional(),
  target: z.string().optional(),
})

const faultAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0) }),
  z.strictObject({
    kind: z.literal('error'),
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
  z.strictObject({ kind: z.literal('status'), status: z.int().min(100).max(599) }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('silence') }),
  z.strictObject({ kind: z.literal('truncate'), afterBytes: z.int().min(0) }),
])

const faultLimit = z.strictObject({ skip: z.int().min(0), times: z.int().min(1).nullable() })

export const faultBody = z.strictObject({
  id: z.string().min(1).optional(),
  stage: z.enum(['connection', 'before', 'after', 'bytes']).optional(),
  match: faultSubject,
  act: faultAct,
  limit: faultLimit.partial().optional(),
})

export const faultAnswer = z.strictObject({
  id: z.string(),
  stage: z.enum(['connection', 'before', 'after', 'bytes']),
  match: faultSubject,
  act: faultAct,
  limit: faultLimit,
  matched: z.int(),
  acted: z.int(),
})

const origins = z.strictObject({
  exchange: z.string(),
  exchangeHttp: z.string(),
  site: z.string(),
  cloud: z.string(),
  ldap: z.string(),
  ldaps: z.string(),
  gc: z.string(),
  gcs: z.string(),
})

/** What the caller wants answers to name; the rest stays as the lab decides. */
export const advertisedChoice = origins.extend({ autodiscover: z.string() }).partial()

export const endpointSetBody = z.strictObject({
  name: z.string().regex(/^[\w-]{1,40}$/),
  advertise: advertisedChoice.optional().describe('Origins of relays that stand before the listeners.'),
  host: z.string().optional().describe("The address to listen on, if not the lab's own."),
  ports: z.enum(['random', 'fixed', 'standard']).default('random'),
  dns: z.boolean().default(false).describe('Whether it has a name server of its own.'),
  proxy: z.boolean().default(false).describe('Whether it has an HTTP proxy of its own.'),
})

export const endpointSetAnswer = z.strictObject({
  name: z.string(),
  origins,
  dns: z.string().optional().nullable().describe('Its own name server, if it has one.'),
  proxy: z.string().optional().nullable().describe('Its own HTTP proxy, if it has one.'),
  advertised: origins.extend({
    autodiscover: z.string(),
    cloudServices: z
      .record(z.string(), z.string())
      .describe('Services of the cloud that have an origin of their own.'),
  }),
})

export const proxiedConnection = z.strictObject({
  id: z.string().describe("The client's connection to the proxy."),
  via: z.string().describe('The endpoint set whose proxy it is.'),
  method: z.string(),
  target: z.string().describe('Host and port, as the client asked for them.'),
  user: z.string().nullable().describe('Whom the client said it is.'),
  status: z.int().nullable().describe('What the client was told: 200 for a tunnel.'),
  to: z.string().nullable().describe('The connection of the lab in which it ended, as the journal names it.'),
  openedAt: z.number(),
  closedAt: z.number().nullable(),
  sentBytes: z.int(),
  receivedBytes: z.int(),
})

export const authorityAnswer = z.strictObject({ certPem: z.string() })

export const certificateBody = z.strictObject({
  hosts: z.array(z.string()).min(1),
  flaw: z.enum(['expired', 'wrong-host', 'unknown-ca']).optional(),
})

export const certificateAnswer = z.strictObject({ certPem: z.string(), keyPem: z.string() })

export const decryptBody = z.strictObject({ keyUrl: z.string(), jwe: z.array(z.string()) })
export const decryptAnswer = z.strictObject({ texts: z.array(z.string()) })

const endpointName = z.enum(ENDPOINT_NAMES as readonly [EndpointName, ...EndpointName[]])

const duration = z.number().min(0).describe('Milliseconds of lab time.')

/** What the network in front of an endpoint does; nothing of what is absent. */
export const networkConditions = z.strictObject({
  delayMs: duration.optional(),
  jitterMs: duration.optional().describe('Up to this much more, drawn from the seed.'),
  bytesPerSecond: z.number().positive().optional(),
  blackHole: z.boolean().optional().describe('Nothing passes; what is said meanwhile arrives when healed.'),
  reset: z.boolean().optional().describe('Open connections are reset, and new ones when they are made.'),
  halfClose: z.boolean().optional().describe("The lab's side of each connection has hung up."),
  truncateAfterBytes: z
    .int()
    .min(0)
    .optional()
    .describe('Each connection ends after so many bytes of answer.'),
  refuse: z.boolean().optional().describe('New connections are refused; open ones stay.'),
})

export const networkBody = networkConditions.extend({
  endpoints: z.array(endpointName).min(1).optional().describe('Default: all of the set.'),
})

export const networkAnswer = z.strictObject({
  name: z.string(),
  conditions: z.record(endpointName, networkConditions),
})

const hostName = z
  .string()
  .regex(/^(\*\.)?[\w-]+(\.[\w-]+)*$/, 'must be a host name, without a final dot')
  .max(253)

const named = { name: hostName, ttl: z.int().min(0).optional() }

/** A record of the lab's DNS. */
export const dnsRecord = z.discriminatedUnion('type', [
  z.strictObject({ ...named, type: z.literal('HOST') }).describe('A host of the lab.'),
  z.strictObject({ ...named, type: z.literal('NXDOMAIN') }).describe('A name that does not exist.'),
  z.strictObject({ ...named, type: z.literal('A'), data: z.ipv4() }),
  z.strictObject({ ...named, type: z.literal('AAAA'), data: z.ipv6() }),
  z.strictObject({ ...named, type: z.enum(['CNAME', 'NS', 'PTR']), data: hostName }),
  z.strictObject({ ...named, type: z.literal('TXT'), data: z.string().max(255) }),
  z.strictObject({
    ...named,
    type: z.literal('MX'),
    data: z.strictObject({ preference: z.int().min(0).max(65_535), exchange: hostName }),
  }),
  z.strictObject({
    ...named,
    type: z.literal('SRV'),
    data: z.strictObject({
      priority: z.int().min(0).max(65_535),
      weight: z.int().min(0).max(65_535),
      port: z.int().min(0).max(65_535),
      target: hostName,
    }),
  }),
])

export const addedDnsRecord = z.strictObject({ id: z.string(), record: dnsRecord })

export const dnsAnswer = z.strictObject({
  zones: z.array(z.string()),
  records: z.array(dnsRecord).describe('All that is said by the name server that is for everybody.'),
  added: z.array(addedDnsRecord).describe('Those among them that have been added.'),
})
