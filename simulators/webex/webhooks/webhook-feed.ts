import { put, type Change, type Core } from '../../core/index.js'
import type { CallTargets } from '../../network/index.js'
import { SPACES_STREAM } from '../records/spaces.js'
import { spaceEvents, webhooks, type Webhook } from '../records/webhooks.js'
import { isMember } from '../spaces/find-spaces.js'
import { happeningOf, type Happening } from '../spaces/happenings.js'
import { mayRead } from '../spaces/message-visibility.js'
import { WebhookCaller } from './webhook-caller.js'
import { passes } from './filter.js'

export interface WebhookOptions {
  readonly core: Core
  readonly targets: CallTargets
}

/** Records what happens in spaces, and calls whoever asked to be told and may know. */
export function feedWebhooks({ core, targets }: WebhookOptions): Disposable {
  const { world } = core
  const caller = new WebhookCaller(core, targets)
  let { epoch, sequence: cursor } = world

  const watching = world.watch(SPACES_STREAM, () => {
    if (epoch !== world.epoch) {
      // The world was put back: what lies between never happened.
      ;({ epoch, sequence: cursor } = world)
      return
    }
    const page = world.read(SPACES_STREAM, cursor)
    cursor = world.sequence
    if (page.kind === 'changes') for (const change of page.changes) tell(change)
  })

  function tell(change: Change): void {
    const happening = happeningOf(core, change)
    if (happening === undefined) return
    record(core, change, happening)
    for (const { record: webhook } of world.by(webhooks, 'active', 'active')) {
      if (isWanted(webhook, happening) && mayKnow(core, webhook, happening)) caller.tell(webhook, happening)
    }
  }

  return {
    [Symbol.dispose]() {
      watching[Symbol.dispose]()
      caller[Symbol.dispose]()
    },
  }
}

function record({ world, ids }: Core, { at, cause }: Change, happening: Happening): void {
  const { resource, type, actorId, room, data } = happening
  const event = { id: ids.uuid(), orgId: room.orgId, resource, type, actorId, at, data: JSON.stringify(data) }
  world.commit({ cause, reason: 'event recorded', writes: [put(spaceEvents, event)] })
}

function isWanted({ resource, event, filter, createdBy }: Webhook, happening: Happening): boolean {
  return (
    (resource === 'all' || resource === happening.resource) &&
    (event === 'all' || event === happening.type) &&
    passes(filter, happening, createdBy)
  )
}

/** Who is in the space, also who is in it no more; a bot knows of a group's messages only those that mention it. */
function mayKnow({ world }: Core, { createdBy, ownedBy, orgId }: Webhook, happening: Happening): boolean {
  const { room, message, personId } = happening
  if (ownedBy === 'org') return room.orgId === orgId
  const isThere = isMember(world, createdBy, room.id) || personId === createdBy
  return isThere && (message === undefined || mayRead(world, createdBy, { message, room }))
}
