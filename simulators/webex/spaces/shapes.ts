import { z } from 'zod'
import { timeText } from '../rest/shapes.js'

/** A space. @source developer.webex.com, rooms; webex.md 6, for this and the following */
export const roomShape = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    type: z.enum(['group', 'direct']),
    isLocked: z.boolean(),
    lastActivity: timeText,
    creatorId: z.string(),
    created: timeText,
    ownerId: z.string(),
    isPublic: z.boolean(),
    madePublic: timeText.optional(),
    isReadOnly: z.boolean(),
    isAnnouncementOnly: z.boolean(),
    description: z.string().optional(),
  })
  .meta({ id: 'Room' })

export const meetingInfoShape = z
  .strictObject({
    roomId: z.string(),
    meetingLink: z.url(),
    sipAddress: z.string(),
    meetingNumber: z.string(),
    meetingId: z.string(),
    callInTollFreeNumber: z.string().optional(),
    callInTollNumber: z.string().optional(),
  })
  .meta({ id: 'RoomMeetingInfo' })

export const membershipShape = z
  .strictObject({
    id: z.string(),
    roomId: z.string(),
    roomType: z.enum(['group', 'direct']),
    personId: z.string(),
    personEmail: z.string(),
    personDisplayName: z.string(),
    personOrgId: z.string(),
    isModerator: z.boolean(),
    isMonitor: z.boolean(),
    isRoomHidden: z.boolean(),
    created: timeText,
  })
  .meta({ id: 'Membership' })

export const attachmentShape = z.strictObject({ contentType: z.string(), content: z.json() })

export const messageShape = z
  .strictObject({
    id: z.string(),
    parentId: z.string().optional(),
    roomId: z.string(),
    roomType: z.enum(['group', 'direct']),
    text: z.string().optional(),
    markdown: z.string().optional(),
    html: z.string().optional(),
    files: z.array(z.url()).optional(),
    personId: z.string(),
    personEmail: z.string(),
    mentionedPeople: z.array(z.string()).optional(),
    mentionedGroups: z.array(z.literal('all')).optional(),
    attachments: z.array(attachmentShape).optional(),
    created: timeText,
    updated: timeText.optional(),
  })
  .meta({ id: 'Message' })
