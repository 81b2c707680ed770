import { z } from 'zod'

const time = z.string().describe('ISO 8601, lab time.')

/** A line of a meetings list, as it was opened with the keys of who looks. */
export const listedMeeting = z.strictObject({
  id: z.string(),
  seriesId: z.string(),
  start: time,
  end: time,
  texts: z
    .strictObject({
      subject: z.string(),
      location: z.string(),
      notes: z.string(),
      organizer: z.strictObject({ mail: z.string(), name: z.string() }),
      participants: z.array(
        z.strictObject({
          id: z.string().nullable(),
          mail: z.string(),
          name: z.string(),
          response: z.string(),
          kind: z.string(),
        }),
      ),
      joinUrl: z.string().nullable(),
      joinUri: z.string().nullable(),
    })
    .nullable()
    .describe('Null where the keys of who looks do not open them.'),
  isJoinButtonShown: z.boolean(),
  isJoinNotified: z.boolean(),
  joinButtonFrom: time.nullable().describe('Null for a meeting that cannot be joined.'),
})

export const personCard = z.strictObject({
  name: z.string(),
  mail: z.string(),
  presence: z.string().describe('`ooo` for out of office; `unknown` for people of other organizations.'),
  isOutOfOffice: z.boolean(),
})

/** Where on the screen somebody looks for people. */
export const peopleQuery = z.strictObject({
  search: z.string().min(3).optional().describe('The beginning of a name, as typed into the search.'),
  mail: z.string().optional().describe('The space with that person.'),
  space: z.string().optional().describe('The roster of the space with that title or id.'),
  mention: z.string().optional().describe('With `space`: what was typed after the `@`.'),
})

export const openedTexts = z.strictObject({ texts: z.array(z.string()) })

const licence = z.int().min(0)
export const tmsSettings = z.strictObject({
  licences: z.strictObject({
    endpoints: licence.describe('Of TMS: endpoints that buttons are pushed to.'),
    exchange: licence.describe('Of TMSXE: endpoints that are booked in Exchange.'),
  }),
  bridge: z
    .strictObject({ domain: z.string().min(1) })
    .nullable()
    .describe('Conferencing on premises; null without it.'),
})

export const tmsEndpoint = z.strictObject({
  mailbox: z.string(),
  isManaged: z.boolean(),
  isScheduled: z.boolean(),
  bookings: z.array(
    z.strictObject({
      uid: z.string(),
      subject: z.string(),
      organizer: z.string(),
      start: time,
      end: time,
      hosting: z.enum(['external', 'onPremises', 'none']),
      dialString: z.string().nullable(),
      property: z.enum(['TMS:ExternalConferenceData', 'UCCapabilities']).nullable(),
      isButtonShown: z.boolean(),
    }),
  ),
})

export const scheduledMeeting = z.strictObject({ itemId: z.string(), uid: z.string(), subject: z.string() })
