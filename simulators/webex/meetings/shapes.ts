import { z } from 'zod'

/** What the Meetings API answers and takes. @source webex.md 6; developer.webex.com, meetings and meeting preferences */

const callInNumber = z.strictObject({
  label: z.string(),
  callInNumber: z.string(),
  tollType: z.enum(['toll', 'tollFree']),
})

const telephony = z.strictObject({
  accessCode: z.string(),
  callInNumbers: z.array(callInNumber),
  links: z.array(z.strictObject({ rel: z.string(), href: z.string(), method: z.string() })),
})

const time = z.iso.datetime({ offset: true })

export const meetingShape = z
  .strictObject({
    id: z.string(),
    meetingNumber: z.string(),
    title: z.string(),
    agenda: z.string().optional(),
    password: z.string().optional(),
    phoneAndVideoSystemPassword: z.string().optional(),
    meetingType: z.literal('meetingSeries'),
    state: z.enum(['active', 'expired']),
    timezone: z.string(),
    start: time,
    end: time,
    recurrence: z.string().optional(),
    hostUserId: z.string().optional(),
    hostDisplayName: z.string(),
    hostEmail: z.string(),
    hostKey: z.string().optional(),
    siteUrl: z.string(),
    webLink: z.string(),
    sipAddress: z.string(),
    dialInIpAddress: z.string(),
    roomId: z.string().optional(),
    enabledJoinBeforeHost: z.boolean(),
    joinBeforeHostMinutes: z.number(),
    enableConnectAudioBeforeHost: z.boolean(),
    excludePassword: z.boolean(),
    publicMeeting: z.boolean(),
    telephony,
  })
  .meta({ id: 'Meeting' })

export const meetingsShape = z.strictObject({ items: z.array(meetingShape) })

const invitee = z.strictObject({
  email: z.email(),
  displayName: z.string().optional(),
  coHost: z.boolean().optional(),
})

export const inviteesShape = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      meetingId: z.string(),
      email: z.string(),
      displayName: z.string(),
      coHost: z.boolean(),
      panelist: z.boolean(),
    }),
  ),
})

const optionalFields = {
  agenda: z.string().max(1300).optional(),
  timezone: z.string().optional(),
  recurrence: z.string().optional(),
  enabledJoinBeforeHost: z.boolean().optional(),
  joinBeforeHostMinutes: z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(15)]).optional(),
  enableConnectAudioBeforeHost: z.boolean().optional(),
  excludePassword: z.boolean().optional(),
  publicMeeting: z.boolean().optional(),
  invitees: z.array(invitee).max(1000).optional(),
  hostEmail: z.email().optional(),
  siteUrl: z.string().optional(),
  /** No mail leaves the lab: nobody is invited by one, whichever this says. */
  sendEmail: z.boolean().optional(),
}

const title = z.string().min(1).max(128)
const when = z.string().max(40)

export const createBody = z.strictObject({
  title,
  start: when,
  end: when,
  password: z.string().max(64).optional(),
  roomId: z.string().optional(),
  ...optionalFields,
})

/** PUT says everything that a meeting cannot be without; PATCH what it changes. */
export const putBody = z.strictObject({
  title,
  start: when,
  end: when,
  password: z.string().max(64),
  ...optionalFields,
})
export const patchBody = putBody.partial()

export type MeetingChanges = z.output<typeof patchBody>

export const joinBody = z.strictObject({
  meetingId: z.string().optional(),
  meetingNumber: z.string().optional(),
  webLink: z.string().optional(),
  email: z.email().optional(),
  displayName: z.string().optional(),
  password: z.string().optional(),
  expirationMinutes: z.number().int().min(1).max(60).optional(),
  joinDirectly: z.boolean().optional(),
})

export const joinShape = z.strictObject({
  startLink: z.string().optional(),
  joinLink: z.string(),
  expiration: time,
})

const coHost = z.strictObject({ email: z.email(), displayName: z.string() })

const roomFields = {
  topic: z.string().min(1).max(128),
  hostPin: z.string().regex(/^\d{4}$/, 'A host PIN has four digits'),
  enabledAutoLock: z.boolean(),
  autoLockMinutes: z.number().int().min(0).max(120),
  enabledNotifyHost: z.boolean(),
  supportCoHost: z.boolean(),
  supportAnyoneAsCoHost: z.boolean(),
  allowFirstUserToBeCoHost: z.boolean(),
  allowAuthenticatedDevices: z.boolean(),
  coHosts: z.array(coHost).max(100),
}

export const roomShape = z
  .strictObject({
    ...roomFields,
    personalMeetingRoomLink: z.string(),
    sipAddress: z.string(),
    dialInIpAddress: z.string(),
    telephony,
  })
  .meta({ id: 'PersonalMeetingRoom' })

export const roomBody = z.strictObject({
  ...roomFields,
  supportAnyoneAsCoHost: z.boolean().optional(),
  allowFirstUserToBeCoHost: z.boolean().optional(),
  allowAuthenticatedDevices: z.boolean().optional(),
  coHosts: roomFields.coHosts.optional(),
})

export const siteShape = z.strictObject({ siteUrl: z.string(), default: z.boolean() })
export const sitesShape = z.strictObject({ sites: z.array(siteShape) })
export const defaultSiteBody = z.strictObject({ siteUrl: z.string() })

export const schedulingShape = z.strictObject({
  enabledJoinBeforeHost: z.boolean(),
  joinBeforeHostMinutes: z.number(),
  delegateEmails: z.array(z.string()),
})
export const schedulingBody = z.strictObject({ delegateEmails: z.array(z.email()).max(100) })

export const preferencesShape = z.strictObject({
  audio: z.strictObject({
    defaultAudioType: z.literal('webexAudio'),
    enabledTollFree: z.boolean(),
    enabledGlobalCallIn: z.boolean(),
    enabledAutoConnection: z.boolean(),
  }),
  video: z.strictObject({ videoDevices: z.array(z.never()) }),
  schedulingOptions: schedulingShape,
  sites: z.array(siteShape),
  personalMeetingRoom: roomShape.optional(),
})
