import { z } from 'zod'

/** @source hybrid-calendar.md HC-162 */
export const JOIN_BUTTON_MINUTES = [0, 1, 5, 10, 15] as const
/** @source hybrid-calendar.md HC-147 */
const MAX_TEXT = 1024

const textByLanguage = z.record(z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/), z.string().max(MAX_TEXT))

export const joinButtonMinutes = z.literal(JOIN_BUTTON_MINUTES)
export const language = z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/, 'must be a language such as "en_US"')
export const emailTemplate = z
  .strictObject({
    joinByPhone: z.boolean(),
    globalCallInLink: z.boolean(),
    tollFreeRestrictionsLink: z.boolean(),
    video: z.strictObject({ isShown: z.boolean(), ivrAddress: z.boolean(), skypeForBusiness: z.boolean() }),
    header: textByLanguage,
    footer: textByLanguage,
    fallbackLanguage: language.nullable(),
  })
  .meta({ id: 'EmailTemplate' })

/** @source hybrid-calendar.md HC-077 for the keys and their values */
const webexAction = z.enum(['PERSONAL_ROOM', 'TEAMS_SPACE', 'NONE'])
const meetAction = z.enum(['PERSONAL_ROOM', 'TEAMS_SPACE', 'TMS_MEETING', 'NONE'])

/** The settings of an organization as Control Hub has them. */
export const settingsView = z
  .strictObject({
    defaultCalendarWebexAction: webexAction,
    defaultCalendarMeetAction: meetAction,
    bgbIntervalMinutes: joinButtonMinutes.nullable().describe('Null: 5.'),
    defaultLanguage: language.nullable().describe('Null: the language of the meeting.'),
    emailTemplate: emailTemplate.nullable(),
    calSvcDisableEmailSendingToEndUser: z.boolean(),
    adminMailSubscribers: z.array(z.email()).nullable().describe('Null: every full administrator.'),
  })
  .meta({ id: 'OrganizationSettings' })

export type SettingsView = z.output<typeof settingsView>

export const settingsChange = settingsView.partial().meta({ id: 'OrganizationSettingsChange' })
export type SettingsChange = z.output<typeof settingsChange>
