import { z } from 'zod'
import { parseInstant } from '../../core/index.js'
import { isPublishedAlarm } from './alarms/published-alarms.js'

const time = z.iso.datetime({ offset: true }).transform(parseInstant)

const alarm = z.strictObject({
  id: z
    .string()
    .regex(/^6\d{4}$/)
    .refine(isPublishedAlarm, 'is not the number of a published alarm'),
  severity: z.enum(['critical', 'error', 'warning', 'alert']),
  raisedAt: time,
  title: z.string(),
  description: z.string(),
  solution: z.string().optional(),
  key: z.string().optional(),
})

/** @source webex.md 15.2 with the states of hybrid-calendar.md 18.1 */
const connector = z.strictObject({
  type: z.string(),
  version: z.string(),
  state: z.enum([
    ...['running', 'not_enabled', 'not_installed', 'not_configured', 'initializing', 'stopped', 'offline'],
    ...['downloading', 'installing', 'uninstalling', 'disabled', 'registered', 'not_operational', 'unknown'],
  ] as const),
  enabled: z.boolean(),
  users: z.strictObject({ assigned: z.number(), activated: z.number(), error: z.number() }).optional(),
  capacity: z.number().int().positive().optional(),
  dependencies: z.record(z.string(), z.enum(['up', 'down'])).optional(),
  alarms: z.array(alarm).default([]),
})

export const heartbeatBody = z.strictObject({
  sentAt: time,
  host: z.strictObject({
    uptimeSeconds: z.number().nonnegative(),
    platformVersion: z.string(),
    maintenanceMode: z.enum(['on', 'off', 'pending']),
    /** What else a host may tell of itself; what is wrong with it becomes an alarm. @inferred our design */
    ntp: z.strictObject({ servers: z.array(z.string()), synchronized: z.boolean() }).optional(),
    dns: z.strictObject({ servers: z.array(z.string()), resolving: z.boolean() }).optional(),
    releaseKey: z.strictObject({ valid: z.boolean() }).optional(),
  }),
  connectors: z.array(connector),
})

export type Heartbeat = z.output<typeof heartbeatBody>

/** @source webex.md 15.2 */
export const heartbeatAnswer = z.strictObject({
  nextHeartbeatSeconds: z.number(),
  configVersion: z.int(),
  desired: z.strictObject({
    maintenanceMode: z.enum(['on', 'off']),
    connectors: z.array(
      z.strictObject({
        type: z.string(),
        version: z.string(),
        packageUrl: z.url().optional(),
        sha256: z.string().optional(),
        urgent: z.boolean(),
      }),
    ),
  }),
  commands: z.array(z.strictObject({ id: z.uuid(), name: z.enum(['restart', 'collectLogs', 'deregister']) })),
  assignmentVersion: z.int(),
})
