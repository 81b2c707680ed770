import type { Core } from '../../core/index.js'
import type { HostFacts, Node, NodeConnector } from '../records/fleet.js'
import { carryOver } from './alarms/carry-over.js'
import { hostAlarms } from './alarms/host-alarms.js'
import type { Heartbeat } from './heartbeat-body.js'

/** The node as its heartbeat describes it. */
export function readHeartbeat(core: Core, before: Node, { host, connectors }: Heartbeat): Node {
  const now = core.clock.now()
  const facts = readHost(host)
  return {
    ...before,
    state: 'live',
    lastHeartbeat: now,
    host: facts,
    hostAlarms: carryOver(core, before.hostAlarms, hostAlarms(facts, now)),
    connectors: connectors.map((connector) => readConnector(core, before, connector)),
  }
}

function readHost({ ntp, dns, releaseKey, ...facts }: Heartbeat['host']): HostFacts {
  return {
    ...facts,
    ntp: ntp === undefined ? null : { servers: ntp.servers, isSynchronized: ntp.synchronized },
    dns: dns === undefined ? null : { servers: dns.servers, isResolving: dns.resolving },
    releaseKey: releaseKey === undefined ? null : { isValid: releaseKey.valid },
  }
}

/** Connectors keep their ids from one heartbeat to the next. */
function readConnector(
  core: Core,
  before: Node,
  { type, version, state, enabled, capacity, alarms }: Heartbeat['connectors'][number],
): NodeConnector {
  const known = before.connectors.find((connector) => connector.type === type)
  const reported = alarms.map(({ id: number, key, raisedAt, solution, ...words }) => ({
    ...words,
    number,
    key: key ?? null,
    raised: raisedAt,
    solution: solution ?? null,
  }))
  return {
    id: known?.id ?? core.ids.uuid(),
    type,
    version,
    state,
    isEnabled: enabled,
    capacity: capacity ?? null,
    alarms: carryOver(core, known?.alarms ?? [], reported),
  }
}
