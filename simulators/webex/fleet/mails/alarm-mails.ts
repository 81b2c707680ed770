import { put, type Core } from '../../../core/index.js'
import { clusters, nodes, type Node, type NodeAlarm } from '../../records/fleet.js'
import { withAlarms } from '../alarms/alarm-desk.js'
import { DueTimer, earliest } from '../due-timer.js'
import type { FleetLimits } from '../limits.js'
import { isInMaintenance } from '../placement/serving.js'
import { mailToAdministrators } from './mail-writes.js'

/**
 * Mails alarms that have not ended within some minutes and that nobody has acknowledged; those of a node in maintenance
 * wait. @source hybrid-calendar.md HC-267; webex.md 14
 */
export function watchAlarmMails(core: Core, { alarmMailMs }: FleetLimits): DueTimer {
  const { world, clock } = core
  const dueAt = (alarm: NodeAlarm) => alarm.firstReported + alarmMailMs
  return new DueTimer(clock, { due: () => earliest(watched().flatMap(unmailed).map(dueAt)), act: mail })

  function mail(): void {
    const isDue = (alarm: NodeAlarm) => isUnmailed(alarm) && dueAt(alarm) <= clock.now()
    const writes = watched()
      .filter((node) => unmailed(node).some(isDue))
      .flatMap((node) => [
        put(
          nodes,
          withAlarms(node, (alarm) => (isDue(alarm) ? { ...alarm, isMailed: true } : alarm)),
        ),
        ...unmailed(node)
          .filter(isDue)
          .flatMap((alarm) => mailOf(node, alarm)),
      ])
    if (writes.length > 0) world.commit({ cause: 'fleet', reason: 'alarms mailed', writes })
  }

  function watched(): readonly Node[] {
    return [...world.all(nodes)].map(({ record }) => record).filter((node) => !isInMaintenance(node))
  }

  function mailOf({ hostname, clusterId }: Node, { number, severity, title, description }: NodeAlarm) {
    const cluster = world.get(clusters, clusterId)
    if (cluster === undefined) return []
    const name = number === null ? title : `${number} ${title}`
    return mailToAdministrators(core, cluster.orgId, {
      kind: 'alarm',
      subject: `[Hybrid Services] ${severity}: ${name}`,
      text: `${hostname} of ${cluster.name}: ${description}`,
    })
  }
}

function unmailed(node: Node): readonly NodeAlarm[] {
  return [...node.hostAlarms, ...node.connectors.flatMap(({ alarms }) => alarms)].filter(isUnmailed)
}

function isUnmailed({ isMailed, acknowledged }: NodeAlarm): boolean {
  return !isMailed && acknowledged === null
}
