import type { z } from 'zod'
import { formatMilliseconds } from '../../core/index.js'
import { hydraId, membershipHydraId } from '../hydra-id.js'
import type { Person } from '../records/people.js'
import type { Site } from '../records/sites.js'
import type { Membership, Message, Room } from '../records/spaces.js'
import type { attachmentShape, meetingInfoShape, membershipShape, messageShape, roomShape } from './shapes.js'

export function renderRoom(room: Room): z.input<typeof roomShape> {
  const { id, title, type, isLocked, creatorId, orgId, isPublic, isAnnouncementOnly } = room
  return {
    id: hydraId('ROOM', id),
    title,
    type,
    isLocked,
    lastActivity: formatMilliseconds(room.lastActivity),
    creatorId: hydraId('PEOPLE', creatorId),
    created: formatMilliseconds(room.created),
    ownerId: hydraId('ORGANIZATION', orgId),
    isPublic,
    ...(room.madePublic === null ? {} : { madePublic: formatMilliseconds(room.madePublic) }),
    isReadOnly: false,
    isAnnouncementOnly,
    ...(room.description === null ? {} : { description: room.description }),
  }
}

/** How to join the meetings of a space: the public source of what `@meet` writes into an invitation. */
export function renderMeetingInfo({ id, meeting }: Room, { dialIn }: Site): z.input<typeof meetingInfoShape> {
  const { siteName, number } = meeting
  const numberOf = (wanted: string) => dialIn.find(({ tollType }) => tollType === wanted)?.number
  return {
    roomId: hydraId('ROOM', id),
    meetingLink: `https://${siteName}/m/${meeting.id}`,
    sipAddress: `${number}@${siteName}`,
    meetingNumber: number,
    meetingId: meeting.id,
    callInTollFreeNumber: numberOf('toll-free'),
    callInTollNumber: numberOf('toll'),
  }
}

export function renderMembership(
  membership: Membership,
  room: Room,
  person: Person,
): z.input<typeof membershipShape> {
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

/** Where a message was said, and by whom. `origin` begins the addresses of its files. */
export interface MessageContext {
  readonly room: Pick<Room, 'id' | 'type'>
  readonly person: Person
  readonly origin: string
}

type MessageBody = z.input<typeof messageShape>
type Card = z.input<typeof attachmentShape>

export function renderMessage(message: Message, { room, person, origin }: MessageContext): MessageBody {
  const { id, text, markdown, html, parentId, created, updated, files, mentionedPeople, attachments } =
    message
  return {
    id: hydraId('MESSAGE', id),
    ...(parentId === null ? {} : { parentId: hydraId('MESSAGE', parentId) }),
    roomId: hydraId('ROOM', room.id),
    roomType: room.type,
    ...(text === null ? {} : { text }),
    ...(markdown === null ? {} : { markdown }),
    ...(html === null ? {} : { html }),
    ...(files.length === 0 ? {} : { files: files.map((file) => contentUrl(origin, file)) }),
    personId: hydraId('PEOPLE', person.id),
    personEmail: person.email,
    ...(mentionedPeople.length === 0
      ? {}
      : { mentionedPeople: mentionedPeople.map((personId) => hydraId('PEOPLE', personId)) }),
    ...(message.isForAll ? { mentionedGroups: ['all' as const] } : {}),
    ...(attachments.length === 0 ? {} : { attachments: attachments.map((card) => JSON.parse(card) as Card) }),
    created: formatMilliseconds(created),
    ...(updated === null ? {} : { updated: formatMilliseconds(updated) }),
  }
}

function contentUrl(origin: string, contentId: string): string {
  return `${origin}/v1/contents/${hydraId('CONTENT', contentId)}`
}
