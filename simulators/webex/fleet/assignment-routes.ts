import { z } from 'zod'
import { isChangeOf, type LogPage, type World } from '../../core/index.js'
import { nodeStream } from '../records/fleet.js'
import { people } from '../records/people.js'
import { assignmentKey, assignments, rosters } from '../records/service-users.js'
import { ok, type Answer } from '../rest/answer.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'
import { waitForChange } from './long-poll.js'
import { ownNode } from './own-cluster.js'
import { FLEET_PATH } from './fleet-path.js'

/** @source webex.md 15.4 for the wait; @inferred its limit */
const assignmentQuery = z.strictObject({
  since: z.coerce.number().int().nonnegative().default(0),
  wait: z.coerce.number().nonnegative().max(60).default(0),
})

const assignmentAnswer = z.strictObject({
  version: z.int(),
  added: z.array(
    z.strictObject({ userId: z.uuid(), email: z.string(), type: z.enum(['USER', 'WORKSPACE']) }),
  ),
  removed: z.array(z.uuid()),
})

type AssignmentQuery = z.output<typeof assignmentQuery>

/** Whom a node serves: what has changed since a version, waited for if need be. @source webex.md 15.4 */
export function assignmentRoutes({ core }: FleetContext): readonly Route[] {
  const { world } = core

  return [
    route({
      method: 'GET',
      path: `${FLEET_PATH}/nodes/:nodeId/assignments`,
      summary: 'Tells which users a node serves: what has changed since a version, waited for if need be',
      access: machine,
      query: assignmentQuery,
      answers: { 200: assignmentAnswer },
      handle: poll,
    }),
  ]

  async function poll({ query, who, param, exchange }: Call<undefined, AssignmentQuery>): Promise<Answer> {
    const { id } = ownNode(world, who(), param('nodeId'))
    const now = assignmentChanges(world, id, query.since)
    if (query.wait === 0 || now.added.length > 0 || now.removed.length > 0) return ok(now)

    await waitForChange(core, nodeStream(id), { maxMs: query.wait * 1000, signal: exchange.signal })
    return ok(assignmentChanges(world, id, query.since))
  }
}

/** The number of the last change of whom a node serves. */
export function assignmentVersion(world: World, nodeId: string): number {
  return world.stored(rosters, nodeId)?.sequence ?? 0
}

interface AssignmentChanges {
  readonly version: number
  readonly added: readonly { readonly userId: string; readonly email: string; readonly type: string }[]
  readonly removed: readonly string[]
}

/** A version of the future is one from before the world was put back: the answer is then all users. */
function assignmentChanges(world: World, nodeId: string, asked: number): AssignmentChanges {
  const version = assignmentVersion(world, nodeId)
  const since = asked > world.sequence ? 0 : asked
  const { added, removed } = changesSince(world, nodeId, since)
  return {
    version: Math.max(version, since),
    added: added.flatMap((userId) => {
      const person = world.get(people, userId)
      const type = person?.type === 'workspace' ? 'WORKSPACE' : 'USER'
      return person === undefined ? [] : [{ userId: person.id, email: person.email, type }]
    }),
    removed,
  }
}

/** Who came and who went, from the log; read from the records when the log does not reach back that far. */
function changesSince(world: World, nodeId: string, since: number) {
  const page: LogPage = since === 0 ? { kind: 'evicted', oldest: 0 } : world.read(nodeStream(nodeId), since)
  if (page.kind === 'evicted') {
    const isNew = ({ sequence }: { sequence: number }) => sequence > since
    return {
      added: [...world.by(assignments, 'node', nodeId)].filter(isNew).map(({ record }) => record.userId),
      removed: [...world.tombstonesBy(assignments, 'node', nodeId)]
        .filter(isNew)
        .map(({ last }) => last.userId),
    }
  }
  const touched = new Set(
    page.changes
      .filter((change) => isChangeOf(assignments, change))
      .flatMap(({ before, after }) => (after ?? before)?.userId ?? []),
  )
  const isHere = (userId: string) => world.get(assignments, assignmentKey(nodeId, userId)) !== undefined
  return {
    added: [...touched].filter(isHere),
    removed: [...touched].filter((userId) => !isHere(userId)),
  }
}
