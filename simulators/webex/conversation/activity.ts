import { formatMilliseconds, type Instant } from '../../core/index.js'
import type { MercuryEvent } from '../mercury/envelope.js'
import type { Person } from '../records/people.js'
import type { Room } from '../records/spaces.js'

export const CONVERSATION_PATH = '/conversation/api/v1'

/** What somebody did in a space, as clients that listen are told. @source webex.md 8 */
export interface Activity {
  /** That of a message is the message's own: the SDK asks `/v1/messages` for it. @observed @webex/plugin-messages 3.12.0 */
  readonly id: string
  readonly verb: string
  readonly actor: Person
  readonly published: Instant
  /** Each made with the address of the service as the client reaches it. */
  readonly object: (origin: string) => object
  readonly target?: (origin: string) => object
}

/** The origin is that of the conversation service in the catalogue: there the SDK looks which cluster it is. */
export function renderActivity(activity: Activity, origin: string): MercuryEvent {
  const { id, verb, actor, published, object, target } = activity
  return {
    eventType: 'conversation.activity',
    activity: {
      id,
      objectType: 'activity',
      url: `${origin}${CONVERSATION_PATH}/activities/${id}`,
      verb,
      published: formatMilliseconds(published),
      actor: renderActor(actor),
      object: object(origin),
      ...(target === undefined ? {} : { target: target(origin) }),
      clientTempId: `tmp-${id}`,
    },
  }
}

export function renderActor({ id, displayName, email, orgId }: Person): object {
  return { id, entryUUID: id, objectType: 'person', displayName, emailAddress: email, orgId }
}

/** A space without its title and its messages: the real service has these encrypted, and clients ask for them. */
export function renderConversation(room: Room, origin: string): object {
  return {
    id: room.id,
    objectType: 'conversation',
    url: `${origin}${CONVERSATION_PATH}/conversations/${room.id}`,
    tags: [...(room.type === 'direct' ? ['ONE_ON_ONE'] : []), ...(room.isLocked ? ['LOCKED'] : [])],
    creatorUUID: room.creatorId,
  }
}
