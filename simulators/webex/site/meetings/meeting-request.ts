import type { z } from 'zod'
import {
  flag,
  group,
  integer,
  many,
  optionalText,
  required,
  text,
  wallTime,
  word,
} from '../xml/request-schema.js'
import { SETTABLE_OPTIONS } from './enable-options.js'
import { REPEAT } from './repeat.js'

const OPTIONS: Readonly<Record<string, ReturnType<typeof flag>>> = Object.fromEntries(
  SETTABLE_OPTIONS.map((name) => [name, flag()]),
)

const TRACKING_CODES: Readonly<Record<string, ReturnType<typeof optionalText>>> = Object.fromEntries(
  Array.from({ length: 10 }, (_, at) => [`trackingCode${at + 1}`, optionalText(128)]),
)

const PERSON = group({
  name: optionalText(128),
  firstName: optionalText(64),
  lastName: optionalText(64),
  title: optionalText(128),
  company: optionalText(128),
  webExId: optionalText(128),
  email: required(optionalText(128)),
  type: word(['VISITOR', 'MEMBER', 'PANELIST', 'SME', 'SALESTEAM']),
})

const ATTENDEE = group({
  person: PERSON,
  joinStatus: word(['REGISTER', 'INVITE', 'REJECT', 'ACCEPT']),
  role: word(['ATTENDEE', 'PRESENTER', 'HOST']),
  emailInvitations: flag(),
})

const ACCESS = group({
  listToPublic: flag(),
  isPublic: flag(),
  meetingPassword: optionalText(64),
  enforcePassword: flag(),
})

const META = { confName: optionalText(128), meetingType: integer(0), agenda: optionalText(2500) }

/** A meeting is at most a day long. @source developer.webex.com, meetings; @inferred that it counts here too */
const LONGEST_MINUTES = 1440

const SCHEDULE = {
  startDate: wallTime(),
  timeZoneID: integer(0),
  timeZone: optionalText(128),
  duration: integer(1, LONGEST_MINUTES),
  openTime: integer(0, 3600),
  hostWebExID: optionalText(128),
  joinTeleconfBeforeHost: flag(),
}

const TELEPHONY = group({
  telephonySupport: word(['NONE', 'CALLIN', 'CALLBACK', 'OTHER']),
  extTelephonyDescription: optionalText(512),
  numPhoneLines: integer(0),
  intlLocalCallIn: flag(),
  tollFree: flag(),
})

/** What is the same in the requests that schedule and that change a meeting. @source webex.md 13; XML API schema, meeting: meetingType */
const COMMON = {
  accessControl: ACCESS.optional(),
  participants: group({
    maxUserNumber: integer(0, 100_000),
    attendees: group({ attendee: many(ATTENDEE, 1000) }).optional(),
  }).optional(),
  enableOptions: group(OPTIONS).optional(),
  telephony: TELEPHONY.optional(),
  tracking: group(TRACKING_CODES).optional(),
  repeat: REPEAT,
  attendeeOptions: group({
    emailInvitations: flag(),
    excludePassword: flag(),
    joinRequiresAccount: flag(),
  }).optional(),
}

export const CREATE_REQUEST = group({
  ...COMMON,
  metaData: group({ ...META, confName: required(META.confName) }),
  schedule: group({
    ...SCHEDULE,
    startDate: required(SCHEDULE.startDate),
    duration: required(SCHEDULE.duration),
  }),
})

export const SET_REQUEST = group({
  ...COMMON,
  meetingkey: text(20),
  metaData: group(META).optional(),
  schedule: group(SCHEDULE).optional(),
})

/** What both ask for: everything but the key may be missing. */
export type MeetingRequest = Omit<z.output<typeof SET_REQUEST>, 'meetingkey'>
