import { z } from 'zod'
import { put, type LogPage, type Stored, type Write } from '../../core/index.js'
import { clusters } from '../records/fleet.js'
import { people } from '../records/people.js'
import {
  discoveries,
  discoveryKey,
  ENTITLEMENT_STREAM,
  entitlements,
  type Discovery,
  type Entitlement,
  type UserStatus,
} from '../records/service-users.js'
import { accepted, ok, type Answer } from '../rest/answer.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'
import { ownCluster, ownUser } from './own-cluster.js'
import { FLEET_PATH } from './fleet-path.js'
import { statusWrites, type NewStatus } from './users/status-writes.js'

const requestQuery = z.strictObject({ since: z.coerce.number().int().nonnegative().default(0) })

/** @source webex.md 15.4; cisco.com 225038 for the words of the event */
const resultBody = z.strictObject({
  events: z
    .array(
      z.strictObject({
        userId: z.uuid(),
        serviceType: z.literal('squared-fusion-cal'),
        score: z.number().int().min(-1).max(100),
        isOperational: z.boolean(),
        mailbox: z
          .strictObject({ address: z.string(), ewsUrl: z.string(), exchangeVersion: z.string().optional() })
          .optional(),
        error: z.strictObject({ code: z.string(), message: z.string() }).optional(),
      }),
    )
    .min(1),
})

const requestAnswer = z.strictObject({
  version: z.int(),
  users: z.array(
    z.strictObject({
      userId: z.uuid(),
      email: z.string(),
      orgId: z.uuid(),
      entityType: z.enum(['USER', 'WORKSPACE']),
    }),
  ),
})

type Results = z.output<typeof resultBody>

/** Which users the cloud wants located, and what the clusters found. @source webex.md 15.4 */
export function discoveryRoutes({ core, placement, threshold }: FleetContext): readonly Route[] {
  const { world, clock } = core

  return [
    route({
      method: 'GET',
      path: `${FLEET_PATH}/clusters/:clusterId/discovery-requests`,
      summary: 'Asks which users are to be located',
      access: machine,
      query: requestQuery,
      answers: { 200: requestAnswer },
      handle: requests,
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/clusters/:clusterId/discovery-results`,
      summary: 'Tells which users the cluster can serve',
      access: machine,
      body: resultBody,
      answers: { 202: z.strictObject({}) },
      handle: results,
    }),
  ]

  function requests({ query, who, param }: Call<undefined, z.output<typeof requestQuery>>): Answer {
    const cluster = world.stored(clusters, ownCluster(who(), param('clusterId')))
    const group = cluster?.record.resourceGroupId ?? null
    // A cluster that was put into another group has other users to find.
    const isAsBefore = query.since <= world.sequence && query.since >= (cluster?.sequence ?? 0)
    const since = isAsBefore ? query.since : 0
    const asked = entitledSince(who().orgId, since).filter(({ record }) => record.resourceGroupId === group)
    return ok({
      version: asked.reduce(
        (last, { sequence }) => Math.max(last, sequence),
        Math.max(since, cluster?.sequence ?? 0),
      ),
      users: asked.flatMap(({ key }) => {
        const person = world.get(people, key)
        const entityType = person?.type === 'workspace' ? 'WORKSPACE' : 'USER'
        return person === undefined
          ? []
          : [{ userId: key, email: person.email, orgId: person.orgId, entityType }]
      }),
    })
  }

  /** What has changed, from the log; all of them when the log does not reach back that far. */
  function entitledSince(orgId: string, since: number): readonly Stored<Entitlement>[] {
    const page: LogPage = since === 0 ? { kind: 'evicted', oldest: 0 } : world.read(ENTITLEMENT_STREAM, since)
    const all =
      page.kind === 'evicted'
        ? [...world.by(entitlements, 'organization', orgId)]
        : [...new Set(page.changes.map(({ key }) => key))].flatMap(
            (key) => world.stored(entitlements, key) ?? [],
          )
    return all.filter(({ sequence, record }) => sequence > since && record.orgId === orgId)
  }

  function results({ body, who, param, cause }: Call<Results, undefined>): Answer {
    const clusterId = ownCluster(who(), param('clusterId'))
    const writes = body.events.flatMap((event) => {
      ownUser(world, who(), event.userId)
      return resultWrites(clusterId, event)
    })
    world.commit({ cause, reason: 'users discovered', writes })
    placement.users(new Set(body.events.map(({ userId }) => userId)), cause)
    threshold(who().orgId, cause)
    return accepted({})
  }

  /** A user whom no cluster can serve is in error; who was, and now can be served, is pending again. */
  function resultWrites(clusterId: string, event: Results['events'][number]): readonly Write[] {
    const { userId, score, isOperational, error = null } = event
    const discovery: Discovery = { clusterId, userId, score, isOperational, error, at: clock.now() }
    const others = [...world.by(discoveries, 'user', userId)].filter(
      ({ key }) => key !== discoveryKey(clusterId, userId),
    )
    const canBeServed = score >= 0 || others.some(({ record }) => record.score >= 0)
    return [
      put(discoveries, discovery),
      ...statusWrites(core, userId, (now) => after(now, canBeServed, error)),
    ]
  }
}

function after(now: UserStatus, canBeServed: boolean, error: Discovery['error']): NewStatus {
  const isWrong = canBeServed ? now.state === 'error' && now.nodeId === null : now.state !== 'error'
  if (!isWrong) return now
  if (canBeServed) return { ...now, state: 'pendingActivation', messages: [] }
  const messages =
    error === null ? [] : [{ severity: 'error' as const, key: error.code, text: error.message }]
  return { ...now, state: 'error', nodeId: null, messages, lastSync: null }
}
