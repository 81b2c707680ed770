import { z } from 'zod'
import { noContent, ok } from '../../rest/answer.js'
import { administrator, route, type Route } from '../../rest/route.js'
import type { FleetAdministration } from '../administration.js'
import { FLEET_PATH } from '../fleet-path.js'
import { administratorOf } from './administrator-of.js'
import { alarmView, clusterChange, clusterView } from './views.js'
import { reader } from './reader.js'

const modeBody = z.strictObject({ mode: z.enum(['on', 'off']) })

/** Clusters, nodes and alarms as their administrator sees them. @inferred our design, beside webex.md 15.1 */
export function clusterRoutes({ clusters, alarms }: FleetAdministration): readonly Route[] {
  const one = `${FLEET_PATH}/clusters/:clusterId`

  return [
    route({
      method: 'GET',
      path: `${FLEET_PATH}/clusters`,
      summary: 'Lists the clusters of the organization with their nodes',
      access: reader,
      answers: { 200: z.strictObject({ items: z.array(clusterView) }) },
      handle: (call) => ok({ items: clusters.list(administratorOf(call)) }),
    }),
    route({
      method: 'GET',
      path: one,
      summary: 'Shows one cluster with its nodes',
      access: reader,
      answers: { 200: clusterView },
      handle: (call) => ok(clusters.get(administratorOf(call), call.param('clusterId'))),
    }),
    route({
      method: 'PATCH',
      path: one,
      summary: 'Changes the name, the resource group, the appliance or the kind of assignment of a cluster',
      access: administrator,
      body: clusterChange,
      answers: { 200: clusterView },
      handle: (call) => ok(clusters.change(administratorOf(call), call.param('clusterId'), call.body)),
    }),
    route({
      method: 'DELETE',
      path: one,
      summary: 'Deregisters a cluster and revokes its machine account',
      access: administrator,
      answers: { 204: null },
      handle(call) {
        clusters.deregister(administratorOf(call), call.param('clusterId'))
        return noContent
      },
    }),
    route({
      method: 'PUT',
      path: `${FLEET_PATH}/nodes/:nodeId/maintenance`,
      summary: 'Takes a node out of service, or lets it in again',
      access: administrator,
      body: modeBody,
      answers: { 200: clusterView },
      handle: (call) =>
        ok(clusters.setMaintenance(administratorOf(call), call.param('nodeId'), call.body.mode)),
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/alarms`,
      summary: 'Lists the alarms that are up',
      access: reader,
      answers: { 200: z.strictObject({ items: z.array(alarmView) }) },
      handle: (call) => ok({ items: alarms.list(administratorOf(call)) }),
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/alarms/:alarmId/acknowledge`,
      summary: 'Acknowledges an alarm',
      access: administrator,
      answers: { 200: alarmView },
      handle: (call) => ok(alarms.acknowledge(administratorOf(call), call.param('alarmId'))),
    }),
  ]
}
