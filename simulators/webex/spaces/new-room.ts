import { put, type Core, type Write } from '../../core/index.js'
import { findSite } from '../find-site.js'
import { memberships, rooms, type Membership, type Room } from '../records/spaces.js'

export interface NewRoom {
  readonly room: Room
  readonly writes: readonly Write[]
}

export type RoomFields = Pick<Room, 'title' | 'type' | 'creatorId' | 'orgId'> &
  Partial<Pick<Room, 'isLocked' | 'isPublic' | 'isAnnouncementOnly' | 'description'>>

/** A space with its creator as the first member. */
export function newRoom(core: Core, fields: RoomFields): NewRoom {
  const { ids, clock, random } = core
  const now = clock.now()
  const room: Room = {
    isLocked: false,
    isPublic: false,
    isAnnouncementOnly: false,
    description: null,
    ...fields,
    id: ids.uuid(),
    created: now,
    lastActivity: now,
    madePublic: fields.isPublic === true ? now : null,
    meeting: {
      id: ids.uuid().replaceAll('-', ''),
      number: String(20_000_000_000 + random.integer(9_999_999_999)),
      siteName: findSite(core, fields.orgId).name,
    },
  }
  const creator = newMembership(core, {
    roomId: room.id,
    personId: fields.creatorId,
    isModerator: room.isLocked,
  })
  return { room, writes: [put(rooms, room), creator.write] }
}

export interface NewMembership {
  readonly membership: Membership
  readonly write: Write
}

export function newMembership(
  { clock }: Core,
  fields: Pick<Membership, 'roomId' | 'personId'> & { readonly isModerator?: boolean },
): NewMembership {
  const membership = { isModerator: false, isRoomHidden: false, ...fields, created: clock.now() }
  return { membership, write: put(memberships, membership) }
}
