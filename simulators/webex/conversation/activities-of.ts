import { isChangeOf, type Change, type Core } from '../../core/index.js'
import { people, type Person } from '../records/people.js'
import { memberships, messages, rooms, type Membership, type Message, type Room } from '../records/spaces.js'
import { membersOf } from '../spaces/find-spaces.js'
import { renderActor, renderConversation, type Activity } from './activity.js'
import { actorOf } from './actor-of.js'

/** An activity and the people whose clients are told of it. */
export interface Told {
  readonly audience: readonly string[]
  readonly activity: Activity
}

type Verb = Pick<Activity, 'verb' | 'object'> & Partial<Pick<Activity, 'id' | 'target'>>

/** What the changes of one commit mean to the members of spaces. @source webex.md 8, the verbs of activities */
export function activitiesOf(core: Core, changes: readonly Change[]): readonly Told[] {
  const isNew = new Set(changes.filter((change) => isNewRoom(change)).map(({ key }) => key))
  return changes.flatMap((change) => {
    if (isChangeOf(rooms, change)) return ofRoom(core, change)
    if (isChangeOf(messages, change)) return ofMessage(core, change)
    if (!isChangeOf(memberships, change)) return []
    // Who is there from the start is told of with the space.
    const roomId = (change.after ?? change.before)?.roomId ?? ''
    return isNew.has(roomId) ? [] : ofMembership(core, change)
  })
}

const isNewRoom = (change: Change): boolean => isChangeOf(rooms, change) && change.before === undefined

function ofRoom(core: Core, change: Change<Room>): readonly Told[] {
  const { before, after } = change
  if (after === undefined) return []
  const verb = roomVerb(core, { before, after })
  return verb === undefined ? [] : tell(core, change, { room: after, verb, fallback: after.creatorId })
}

function roomVerb(core: Core, change: { before: Room | undefined; after: Room }): Verb | undefined {
  const { before, after } = change
  const conversation = (origin: string) => renderConversation(after, origin)
  if (before === undefined) {
    const participants = membersOf(core.world, after.id).flatMap(({ personId }) => {
      const person = core.world.get(people, personId)
      return person === undefined ? [] : [renderActor(person)]
    })
    const object = (origin: string) => ({ ...conversation(origin), participants: { items: participants } })
    return { verb: 'create', object }
  }
  if (before.isLocked !== after.isLocked) {
    return { verb: after.isLocked ? 'lock' : 'unlock', object: conversation, target: conversation }
  }
  return before.title === after.title
    ? undefined
    : { verb: 'update', object: conversation, target: conversation }
}

function ofMembership(core: Core, change: Change<Membership>): readonly Told[] {
  const membership = change.after ?? change.before
  const room = membership && core.world.get(rooms, membership.roomId)
  const member = membership && core.world.get(people, membership.personId)
  if (room === undefined || member === undefined) return []

  const verb = membershipVerb(change)
  if (verb === undefined) return []
  const conversation = (origin: string) => renderConversation(room, origin)
  const isModerator = change.after?.isModerator === true
  const person = { ...renderActor(member), roomProperties: { isModerator } }
  // Who hides a space does it alone: the space is then the object. @observed @webex/plugin-memberships 3.12.0
  if (verb === 'hide') {
    const hidden = { room, verb: { verb, object: conversation }, fallback: member.id }
    return tell(core, change, hidden).map((told) => ({ ...told, audience: [member.id] }))
  }
  const added = { verb, object: () => person, target: conversation }
  return tell(core, change, { room, verb: added, fallback: member.id, alsoTold: member.id })
}

function membershipVerb({ before, after }: Change<Membership>): string | undefined {
  if (before === undefined) return 'add'
  if (after === undefined) return 'leave'
  if (before.isModerator !== after.isModerator) {
    return after.isModerator ? 'assignModerator' : 'unassignModerator'
  }
  return !before.isRoomHidden && after.isRoomHidden ? 'hide' : undefined
}

function ofMessage(core: Core, change: Change<Message>): readonly Told[] {
  const message = change.after ?? change.before
  const room = message && core.world.get(rooms, message.roomId)
  if (message === undefined || room === undefined) return []
  // Text that was changed keeps its activity, of which the SDK knows nothing.
  if (change.before !== undefined && change.after !== undefined) return []

  const target = (origin: string) => renderConversation(room, origin)
  const verb =
    change.after === undefined
      ? { verb: 'delete', object: () => ({ id: message.id, objectType: 'activity' }), target }
      : { id: message.id, verb: 'post', object: () => ({ objectType: 'comment' }), target }
  return tell(core, change, { room, verb, fallback: message.personId })
}

interface Telling {
  readonly room: Room
  readonly verb: Verb
  /** Who is named as the one who did it when no person's request was its cause. */
  readonly fallback: string
  /** Somebody who may be in the space no more. */
  readonly alsoTold?: string
}

function tell(core: Core, change: Change, { room, verb, fallback, alsoTold }: Telling): readonly Told[] {
  const actor: Person | undefined = actorOf(core, change) ?? core.world.get(people, fallback)
  if (actor === undefined) return []
  const members = membersOf(core.world, room.id).map(({ personId }) => personId)
  return [
    {
      audience: [...new Set([...members, ...(alsoTold === undefined ? [] : [alsoTold])])],
      activity: { id: core.ids.uuid(), actor, published: change.at, ...verb },
    },
  ]
}
