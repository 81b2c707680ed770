import { formatMilliseconds } from '../../core/index.js'
import { hydraId, membershipHydraId } from '../hydra-id.js'
import type { Person } from '../records/people.js'
import type { Membership, Message, Room } from '../records/spaces.js'

/** A space as the public API shows it. @source webex.md 6, for this and the following */
export function renderRoom(room: Room): object {
  const { id, title, type, isLocked, lastActivity, creatorId, created, orgId } = room
  return {
    id: hydraId('ROOM', id),
    title,
    type,
    isLocked,
    lastActivity: formatMilliseconds(lastActivity),
    creatorId: hydraId('PEOPLE', creatorId),
    created: formatMilliseconds(created),
    ownerId: hydraId('ORGANIZATION', orgId),
    isPublic: false,
    isReadOnly: false,
    isAnnouncementOnly: false,
  }
}

/** How to join the meetings of a space: the public source of what `@meet` writes into an invitation. */
export function renderMeetingInfo({ id, meeting }: Room): object {
  const { siteName, number } = meeting
  return {
    roomId: hydraId('ROOM', id),
    meetingLink: `https://${siteName}/m/${meeting.id}`,
    sipAddress: `${number}@${siteName}`,
    meetingNumber: number,
    meetingId: meeting.id,
  }
}

export function renderMembership(membership: Membership, room: Room, person: Person): object {
  const { personId, roomId, isModerator, isRoomHidden, created } = membership
  return {
    id: membershipHydraId(personId, roomId),
    roomId: hydraId('ROOM', roomId),
    roomType: room.type,
    personId: hydraId('PEOPLE', personId),
    personEmail: person.email,
    personDisplayName: person.displayName,
    personOrgId: hydraId('ORGANIZATION', person.orgId),
    isModerator,
    isMonitor: false,
    isRoomHidden,
    created: formatMilliseconds(created),
  }
}

export function renderMessage(message: Message, room: Room, person: Person): object {
  const { id, text, markdown, parentId, created } = message
  return {
    id: hydraId('MESSAGE', id),
    roomId: hydraId('ROOM', room.id),
    roomType: room.type,
    ...(text === null ? {} : { text }),
    ...(markdown === null ? {} : { markdown }),
    personId: hydraId('PEOPLE', person.id),
    personEmail: person.email,
    ...(parentId === null ? {} : { parentId: hydraId('MESSAGE', parentId) }),
    created: formatMilliseconds(created),
  }
}
