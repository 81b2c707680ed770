import { z } from 'zod'
import { parseInstant, put, type Ids } from '../../core/index.js'
import { fleetConfigs, nodes, type Node, type NodeConnector } from '../records/fleet.js'
import { ok, type Answer } from '../rest/answer.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import { assignmentVersion } from './assignment-routes.js'
import type { FleetContext } from './fleet-context.js'
import { ownNode } from './own-cluster.js'
import { FLEET_PATH } from './registration-routes.js'

const time = z.iso.datetime({ offset: true }).transform(parseInstant)

const alarm = z.strictObject({
  id: z.string().regex(/^6\d{4}$/),
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

const heartbeatBody = z.strictObject({
  sentAt: time,
  host: z.strictObject({
    uptimeSeconds: z.number().nonnegative(),
    platformVersion: z.string(),
    maintenanceMode: z.enum(['on', 'off', 'pending']),
  }),
  connectors: z.array(connector),
})

type Heartbeat = z.output<typeof heartbeatBody>

/** The sign of life of a node, and what the cloud tells it. @source webex.md 15.2 */
export function heartbeatRoutes(context: FleetContext): readonly Route[] {
  const { core, limits } = context
  const { world, clock } = core

  return [
    route({
      method: 'POST',
      path: `${FLEET_PATH}/clusters/:clusterId/nodes/:nodeId/heartbeat`,
      access: machine,
      body: heartbeatBody,
      handle: beat,
    }),
  ]

  function beat({ body, who, param, cause }: Call<Heartbeat, undefined>): Answer {
    const before = ownNode(world, who(), param('nodeId'))
    const after: Node = {
      ...before,
      state: 'live',
      lastHeartbeat: clock.now(),
      connectors: body.connectors.map((facts) => toConnector(facts, before, core.ids)),
    }
    world.commit({ cause, reason: 'heartbeat', writes: [put(nodes, after)] })
    context.watchSilence()
    if (servingFacts(before) !== servingFacts(after)) context.rebalance(cause)
    return ok({
      nextHeartbeatSeconds: limits.heartbeatSeconds,
      configVersion: world.get(fleetConfigs, before.clusterId)?.configVersion ?? 1,
      desired: {
        maintenanceMode: 'off',
        connectors: after.connectors.map(({ type, version }) => ({ type, version })),
      },
      commands: [],
      assignmentVersion: assignmentVersion(world, before.id),
    })
  }
}

/** What of a node matters for who serves whom. */
function servingFacts({ state, connectors }: Node): string {
  return JSON.stringify([state, connectors.map(({ type, state, capacity }) => [type, state, capacity])])
}

/** Connectors and alarms keep their ids from one heartbeat to the next. */
function toConnector(facts: Heartbeat['connectors'][number], before: Node, ids: Ids): NodeConnector {
  const { type, version, state, capacity = null } = facts
  const known = before.connectors.find((connector) => connector.type === type)
  return {
    id: known?.id ?? ids.uuid(),
    type,
    version,
    state,
    capacity,
    alarms: facts.alarms.map(({ id: number, key = null, severity, raisedAt, title, description }) => {
      const same = known?.alarms.find((alarm) => alarm.number === number && alarm.key === key)
      return {
        alarmId: same?.alarmId ?? ids.uuid(),
        number,
        key,
        severity,
        raised: raisedAt,
        title,
        description,
      }
    }),
  }
}
