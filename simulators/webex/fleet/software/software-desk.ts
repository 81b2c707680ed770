import { formatMilliseconds, instant, parseInstant, put, type Core } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import { clusters } from '../../records/fleet.js'
import {
  channelReleases,
  softwarePackages,
  upgrades,
  upgradeSchedules,
  type ChannelRelease,
  type Upgrade,
  type UpgradeSchedule,
} from '../../records/software.js'
import { notFound, RestFault } from '../../rest/rest-fault.js'
import type { Administrator } from '../administration/administrator.js'
import { DAYS, toInstants, type ScheduleChange, type ScheduleView } from './software-shapes.js'
import { findPackage } from './releases.js'
import { scheduleOf } from './schedule-of.js'
import { HOUR_MS, nextWindow } from './upgrade-window.js'
import type { Upgrades } from './upgrades.js'

/** When the clusters of an organization are upgraded, and what there is to upgrade to. */
export interface SoftwareDesk {
  schedule(by: Administrator, clusterId: string): ScheduleView
  reschedule(by: Administrator, clusterId: string, changes: ScheduleChange): ScheduleView
  upgradeNow(by: Administrator, clusterId: string): ScheduleView
  /** Issues a version, as its maker does: every cluster of the channel is upgraded when its hour comes. */
  release(by: Administrator, release: ChannelRelease & { readonly minPlatform: string }): void
}

export function createSoftwareDesk(core: Core, zones: Zones, flow: Upgrades): SoftwareDesk {
  const { world, clock } = core

  return {
    schedule: render,
    reschedule(by, clusterId, changes) {
      find(by, clusterId)
      const before = scheduleOf(world, clusterId)
      const after = changed(before, changes)
      if (!zones.isKnown(after.timezone)) {
        throw new RestFault(400, { message: 'timezone: is not a time zone that is known' })
      }
      const writes = [put(upgradeSchedules, after), ...postponements(before, after)]
      world.commit({ cause: by.cause, reason: 'upgrades rescheduled', writes })
      flow.plan(clusterId, by.cause)
      return render(by, clusterId)
    },
    upgradeNow(by, clusterId) {
      find(by, clusterId)
      flow.beginNow(clusterId, by.cause)
      return render(by, clusterId)
    },
    release(by, { minPlatform, ...release }) {
      const { type, version } = release
      const known = findPackage(world, type, version)
      const file = known ?? { type, version, minPlatform, released: clock.now() }
      const writes = [put(softwarePackages, file), put(channelReleases, release)]
      world.commit({ cause: by.cause, reason: 'software released', writes })
      for (const { key } of world.all(clusters)) flow.plan(key, by.cause)
    },
  }

  function find({ orgId }: Administrator, clusterId: string): void {
    if (world.get(clusters, clusterId)?.orgId !== orgId) throw notFound()
  }

  /** A planned upgrade can be postponed once. @source webex.md 14 */
  function postponements(before: UpgradeSchedule, after: UpgradeSchedule) {
    if (after.postponedUntil === null || after.postponedUntil === before.postponedUntil) return []
    const planned = upgradesOf(after.clusterId).filter(({ state }) => state === 'planned')
    if (planned.some(({ wasPostponed }) => wasPostponed)) {
      throw new RestFault(409, { message: 'The upgrade was postponed once already.' })
    }
    return planned.map((upgrade) => put(upgrades, { ...upgrade, wasPostponed: true }))
  }

  function upgradesOf(clusterId: string): readonly Upgrade[] {
    return [...world.by(upgrades, 'cluster', clusterId)].map(({ record }) => record)
  }

  function render(by: Administrator, clusterId: string): ScheduleView {
    find(by, clusterId)
    const { days, postponedUntil, moratoria, clusterId: _, ...schedule } = scheduleOf(world, clusterId)
    const after = { after: clock.now(), isUrgent: false }
    const start = nextWindow(zones, scheduleOf(world, clusterId), after)
    return {
      ...schedule,
      days: days.flatMap((day) => DAYS[day] ?? []),
      postponedUntil: postponedUntil === null ? null : formatMilliseconds(postponedUntil),
      moratoria: moratoria.map((one) => ({
        start: formatMilliseconds(one.start),
        end: formatMilliseconds(one.end),
      })),
      nextUpgradeWindow: {
        startTime: formatMilliseconds(start),
        endTime: formatMilliseconds(instant(start + HOUR_MS)),
      },
      upgrades: upgradesOf(clusterId).map(renderUpgrade),
    }
  }
}

function changed(
  before: UpgradeSchedule,
  { days, moratoria, postponedUntil, ...plain }: ScheduleChange,
): UpgradeSchedule {
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return {
    ...before,
    ...given,
    ...(days === undefined ? {} : { days: days.map((day) => DAYS.indexOf(day)) }),
    ...(moratoria === undefined ? {} : { moratoria: moratoria.map(toInstants) }),
    ...(postponedUntil === undefined
      ? {}
      : { postponedUntil: postponedUntil === null ? null : parseInstant(postponedUntil) }),
  }
}

function renderUpgrade({ type, version, state, startsAt, isUrgent, failure }: Upgrade) {
  return { type, version, state, startsAt: formatMilliseconds(startsAt), urgent: isUrgent, failure }
}
