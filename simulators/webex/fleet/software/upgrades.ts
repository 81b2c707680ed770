import { put, remove, type Core, type Write } from '../../../core/index.js'
import type { Zones } from '../../../core/zones/zones.js'
import { clusters, nodes, type Cluster, type Node } from '../../records/fleet.js'
import { upgradeKey, upgrades, type ChannelRelease, type Upgrade } from '../../records/software.js'
import { DueTimer, earliest } from '../due-timer.js'
import { mailToAdministrators } from '../mails/mail-writes.js'
import { nodesInOrder } from '../placement/serving.js'
import {
  isBehind,
  isUpgraded,
  nodeInTurn,
  PACKAGE_TYPES,
  releaseFor,
  runningUpgrade,
} from './upgrade-progress.js'
import { scheduleOf } from './schedule-of.js'
import { nextWindow } from './upgrade-window.js'

/** A step of an upgrade as a node reports it. @source webex.md 15.3 */
export interface UpgradeReport {
  readonly type: Upgrade['type']
  readonly state: 'pending' | 'downloading' | 'installing' | 'done' | 'failed'
  readonly error?: string | undefined
}

/** Plans upgrades, begins them when their hour has come, and sees when they are done. */
export interface Upgrades {
  /** After a release, another schedule, or a node that is behind. */
  plan(clusterId: string, cause: string): void
  /** Begins what is planned, or has failed, without waiting for its hour. */
  beginNow(clusterId: string, cause: string): void
  /** After a heartbeat. */
  observe(node: Node, cause: string): void
  report(node: Node, report: UpgradeReport, cause: string): void
  /** The upgrade that it is the node's turn to do; from then on it is nobody else's. */
  offer(node: Node, cause: string): Upgrade | undefined
  readonly timer: DueTimer
}

export function createUpgrades(core: Core, zones: Zones): Upgrades {
  const { world, clock } = core
  const timer = new DueTimer(clock, {
    due: () => earliest(inState('planned').map(({ startsAt }) => startsAt)),
    act: () =>
      begin(
        inState('planned').filter(({ startsAt }) => startsAt <= clock.now()),
        'fleet',
      ),
  })

  return {
    timer,
    plan,
    beginNow: (clusterId, cause) =>
      begin(
        upgradesOf(clusterId).filter(({ state }) => state === 'planned' || state === 'failed'),
        cause,
      ),
    observe(node, cause) {
      plan(node.clusterId, cause)
      for (const upgrade of upgradesOf(node.clusterId)) finish(upgrade, cause)
    },
    offer,
    report({ id, hostname, clusterId }, { type, state, error }, cause) {
      const upgrade = world.get(upgrades, upgradeKey(clusterId, type))
      if (upgrade?.state !== 'running') return
      const progress = { ...upgrade.progress, [id]: state }
      if (state !== 'failed') return save({ ...upgrade, progress }, { cause, reason: 'upgrade under way' })
      const failure = `${hostname}: ${error ?? 'no reason was given'}`
      const failed: Upgrade = { ...upgrade, progress, state: 'failed', failure }
      save(failed, { cause, reason: 'upgrade failed', writes: mailOf(failed, 'upgradeFailed') })
    },
  }

  function offer(node: Node, cause: string): Upgrade | undefined {
    const cluster = world.get(clusters, node.clusterId)
    const upgrade = runningUpgrade(world, node.clusterId)
    if (cluster === undefined || upgrade === undefined) return undefined
    if (nodeInTurn(world, cluster, upgrade)?.id !== node.id) return undefined
    if (upgrade.progress[node.id] !== undefined) return upgrade
    const offered = { ...upgrade, progress: { ...upgrade.progress, [node.id]: 'pending' } }
    save(offered, { cause, reason: 'upgrade offered' })
    return offered
  }

  function plan(clusterId: string, cause: string): void {
    const cluster = world.get(clusters, clusterId)
    if (cluster === undefined) return
    const writes = PACKAGE_TYPES.flatMap((type) => planWrites(cluster, releaseFor(world, clusterId, type)))
    if (writes.length === 0) return
    world.commit({ cause, reason: 'upgrade planned', writes })
    timer.arm()
  }

  function planWrites(cluster: Cluster, release: ChannelRelease): readonly Write[] {
    const before = world.get(upgrades, upgradeKey(cluster.id, release.type))
    const isNeeded = nodesInOrder(world, cluster).some((node) => isBehind(world, node, release))
    if (!isNeeded)
      return before?.state === 'planned' ? [remove(upgrades, upgradeKey(cluster.id, release.type))] : []
    const isKnown = before?.version === release.version && before.state !== 'done'
    if (isKnown && before.state !== 'planned') return []

    const { type, version, isUrgent } = release
    const schedule = scheduleOf(world, cluster.id)
    // One that is due, but not begun yet, keeps its hour.
    const after = isKnown && before.startsAt <= clock.now() ? before.startsAt : clock.now()
    const startsAt = nextWindow(zones, schedule, { after, isUrgent })
    if (isKnown && before.startsAt === startsAt) return []
    const blank = { progress: {}, failure: null, wasPostponed: isKnown && before.wasPostponed }
    const planned: Upgrade = {
      clusterId: cluster.id,
      type,
      version,
      isUrgent,
      state: 'planned',
      startsAt,
      ...blank,
    }
    return [put(upgrades, planned), ...(isKnown ? [] : mailOf(planned, 'upgradePlanned'))]
  }

  function begin(those: readonly Upgrade[], cause: string): void {
    const writes = those.map((upgrade) =>
      put(upgrades, { ...upgrade, state: 'running' as const, progress: {}, failure: null }),
    )
    if (writes.length > 0) world.commit({ cause, reason: 'upgrade begun', writes })
  }

  function finish(upgrade: Upgrade, cause: string): void {
    const members = [...world.by(nodes, 'cluster', upgrade.clusterId)].map(({ record }) => record)
    if (upgrade.state !== 'running' || !members.every((node) => isUpgraded(node, upgrade))) return
    const done: Upgrade = { ...upgrade, state: 'done' }
    save(done, { cause, reason: 'upgrade done', writes: mailOf(done, 'upgradeDone') })
  }

  function save(
    upgrade: Upgrade,
    { cause, reason, writes = [] }: { cause: string; reason: string; writes?: readonly Write[] },
  ): void {
    world.commit({ cause, reason, writes: [put(upgrades, upgrade), ...writes] })
  }

  function mailOf(upgrade: Upgrade, kind: keyof typeof WORDS): readonly Write[] {
    const cluster = world.get(clusters, upgrade.clusterId)
    if (cluster === undefined) return []
    const text = `${cluster.name}: ${upgrade.type} ${upgrade.version}. ${upgrade.failure ?? ''}`.trim()
    return mailToAdministrators(core, cluster.orgId, {
      kind,
      subject: `[Hybrid Services] ${WORDS[kind]}`,
      text,
    })
  }

  function inState(state: Upgrade['state']): readonly Upgrade[] {
    return [...world.by(upgrades, 'state', state)].map(({ record }) => record)
  }

  function upgradesOf(clusterId: string): readonly Upgrade[] {
    return [...world.by(upgrades, 'cluster', clusterId)].map(({ record }) => record)
  }
}

const WORDS = {
  upgradePlanned: 'An upgrade is planned',
  upgradeDone: 'An upgrade is done',
  upgradeFailed: 'An upgrade has failed',
} as const
