import { collectionOf, type Instant } from '../../core/index.js'

/** A space. `meeting` is how people join the meetings held in it. */
export interface Room {
  readonly id: string
  readonly orgId: string
  readonly title: string
  readonly type: 'group' | 'direct'
  readonly creatorId: string
  readonly created: Instant
  readonly lastActivity: Instant
  /** Only moderators may add people and change the space. */
  readonly isLocked: boolean
  readonly isPublic: boolean
  readonly madePublic: Instant | null
  /** Only moderators may post. */
  readonly isAnnouncementOnly: boolean
  readonly description: string | null
  readonly meeting: SpaceMeeting
}

export interface SpaceMeeting {
  readonly id: string
  readonly number: string
  readonly siteName: string
}

/** The stream of all changes of spaces, who is in them and what is said there. */
export const SPACES_STREAM = 'webex.spaces'

export const rooms = collectionOf<Room>()('webex', 'rooms', {
  key: ({ id }) => id,
  streams: () => [SPACES_STREAM],
})

/** One person in one room. Its id is made of both. */
export interface Membership {
  readonly roomId: string
  readonly personId: string
  readonly isModerator: boolean
  readonly isRoomHidden: boolean
  readonly created: Instant
}

export const membershipKey = (personId: string, roomId: string): string => `${personId}:${roomId}`

export const memberships = collectionOf<Membership>()('webex', 'memberships', {
  key: ({ personId, roomId }) => membershipKey(personId, roomId),
  indexes: { room: ({ roomId }) => roomId, person: ({ personId }) => personId },
  streams: () => [SPACES_STREAM],
})

export interface Message {
  readonly id: string
  readonly roomId: string
  readonly personId: string
  readonly text: string | null
  readonly markdown: string | null
  readonly html: string | null
  readonly parentId: string | null
  readonly mentionedPeople: readonly string[]
  readonly isForAll: boolean
  /** The ids of contents. */
  readonly files: readonly string[]
  /** The JSON of cards, as they came. */
  readonly attachments: readonly string[]
  readonly created: Instant
  readonly updated: Instant | null
  /** How often it was edited. */
  readonly edits: number
}

export const messages = collectionOf<Message>()('webex', 'messages', {
  key: ({ id }) => id,
  indexes: { room: ({ roomId }) => roomId },
  streams: () => [SPACES_STREAM],
})

/** A file of a message. */
export interface Content {
  readonly id: string
  readonly roomId: string
  readonly fileName: string
  readonly mediaType: string
  readonly base64: string
}

export const contents = collectionOf<Content>()('webex', 'contents', {
  key: ({ id }) => id,
  indexes: { room: ({ roomId }) => roomId },
})

/** Which space a scheduled meeting was given, so that asking again gives the same. */
export interface MeetingSpace {
  readonly meetingKey: string
  readonly organizerId: string
  readonly roomId: string
}

export const meetingSpaces = collectionOf<MeetingSpace>()('webex', 'meetingSpaces', {
  key: ({ organizerId, meetingKey }) => `${organizerId}/${meetingKey}`,
})
