import { z } from 'zod'
import { parseInstant } from '../../../core/index.js'

export const channelName = z.enum(['stable', 'beta', 'alpha', 'latest'])
export const packageType = z.enum(['c_mgmt', 'c_cal'])
const version = z.string().regex(/^[\w.-]+$/)
const time = z.iso.datetime()

export const channelsAnswer = z.array(z.strictObject({ name: channelName, level: z.int().min(1).max(7) }))

export const packageView = z
  .strictObject({
    type: packageType,
    version: z.string(),
    url: z.url(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    size: z.int(),
    releasedAt: time,
    minPlatform: z.string(),
    urgent: z.boolean(),
  })
  .meta({ id: 'Package' })

export const releaseBody = z.strictObject({
  version,
  minPlatform: z.string().default('X8.7.1'),
  urgent: z.boolean().default(false),
})

export const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

const hour = z.int().min(0).max(23)
const schedule = z.strictObject({
  channel: channelName,
  days: z.array(z.enum(DAYS)).min(1),
  hour: hour.describe('A full hour on the clock of the zone.'),
  urgentHour: hour,
  timezone: z.string(),
  postponedUntil: z.iso.datetime({ offset: true }).nullable(),
  moratoria: z.array(
    z.strictObject({ start: z.iso.datetime({ offset: true }), end: z.iso.datetime({ offset: true }) }),
  ),
})

export const scheduleChange = schedule.partial()
export type ScheduleChange = z.output<typeof scheduleChange>

/** @source webex.md 15.3, hybrid-calendar.md HC-260 */
export const scheduleView = schedule
  .extend({
    nextUpgradeWindow: z.strictObject({ startTime: time, endTime: time }),
    upgrades: z.array(
      z.strictObject({
        type: packageType,
        version: z.string(),
        state: z.enum(['planned', 'running', 'done', 'failed']),
        startsAt: time,
        urgent: z.boolean(),
        failure: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'UpgradeSchedule' })
export type ScheduleView = z.output<typeof scheduleView>

export const upgradeReport = z.strictObject({
  type: packageType,
  from: z.string(),
  to: z.string(),
  state: z.enum(['pending', 'downloading', 'installing', 'done', 'failed']),
  error: z.string().optional(),
})

export const toInstants = ({ start, end }: { readonly start: string; readonly end: string }) => ({
  start: parseInstant(start),
  end: parseInstant(end),
})
