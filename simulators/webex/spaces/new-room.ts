import { put, type Core, type Write } from '../../core/index.js'
import { memberships, rooms, type Membership, type Room } from '../records/spaces.js'
import { sites } from '../records/sites.js'

/** The site that an organization's spaces meet on. */
function meetingSite({ world }: Core, orgId: string): string {
  const own = [...world.by(sites, 'organization', orgId)].map(({ record }) => record)
  return (own.find(({ isDefault }) => isDefault) ?? own[0])?.name ?? 'meet.webex.invalid'
}

export interface NewRoom {
  readonly room: Room
  readonly writes: readonly Write[]
}

/** A space with its creator as the first member. */
export function newRoom(
  core: Core,
  fields: Pick<Room, 'title' | 'type' | 'creatorId' | 'orgId'>,
): NewRoom {
  const { ids, clock, random } = core
  const now = clock.now()
  const room: Room = {
    ...fields,
    id: ids.uuid(),
    created: now,
    lastActivity: now,
    isLocked: false,
    meeting: {
      id: ids.uuid().replaceAll('-', ''),
      number: String(20_000_000_000 + random.integer(9_999_999_999)),
      siteName: meetingSite(core, fields.orgId),
    },
  }
  const creator = newMembership(core, { roomId: room.id, personId: fields.creatorId })
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
