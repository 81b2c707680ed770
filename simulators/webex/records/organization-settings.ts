import { collectionOf, type Instant } from '../../core/index.js'
import type { AlarmSeverity } from './fleet.js'

/** What an organization has set for its calendar service, for all of its clusters. @source hybrid-calendar.md HC-077, HC-145, HC-162 */
export interface OrganizationSettings {
  readonly orgId: string
  readonly keywords: Readonly<Record<string, 'myroom' | 'space'>>
  /** Null: the language of the meeting. */
  readonly defaultLanguage: string | null
  readonly emailTemplate: EmailTemplate | null
  readonly joinButtonMinutes: number
  /** Whether users get mail about their service. */
  readonly mailsUsers: boolean
  /** Who gets mail on alarms and upgrades; null: every full administrator. */
  readonly adminMailSubscribers: readonly string[] | null
}

/** What of the join details is written, and what around them. @source hybrid-calendar.md HC-146, HC-147 */
export interface EmailTemplate {
  readonly joinByPhone: boolean
  readonly globalCallInLink: boolean
  readonly tollFreeRestrictionsLink: boolean
  readonly video: {
    readonly isShown: boolean
    readonly ivrAddress: boolean
    readonly skypeForBusiness: boolean
  }
  /** By language. */
  readonly header: Readonly<Record<string, string>>
  readonly footer: Readonly<Record<string, string>>
  readonly fallbackLanguage: string | null
}

export const organizationSettings = collectionOf<OrganizationSettings>()('webex', 'organizationSettings', {
  key: ({ orgId }) => orgId,
})

/** An alarm of a service as a whole, raised by the cloud. @source hybrid-calendar.md HC-248 */
export interface ServiceAlarm {
  readonly alarmId: string
  readonly orgId: string
  readonly key: string
  readonly severity: AlarmSeverity
  readonly raised: Instant
  readonly title: string
  readonly description: string
  readonly acknowledged: { readonly by: string; readonly at: Instant } | null
}

export const serviceAlarms = collectionOf<ServiceAlarm>()('webex', 'serviceAlarms', {
  key: ({ orgId, key }) => `${orgId}/${key}`,
  indexes: { organization: ({ orgId }) => orgId },
})
