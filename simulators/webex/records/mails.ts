import { collectionOf, type Instant } from '../../core/index.js'

export type MailKind =
  | 'alarm'
  | 'thresholdAlarm'
  | 'upgradePlanned'
  | 'upgradeDone'
  | 'upgradeFailed'
  | 'userWelcome'
  | 'userError'

/** A mail that the cloud has sent: to administrators, and to users about their own service. @source HC-152, HC-246, HC-267 */
export interface Mail {
  readonly id: string
  readonly orgId: string
  readonly at: Instant
  readonly to: readonly string[]
  readonly kind: MailKind
  readonly subject: string
  readonly text: string
}

export const mails = collectionOf<Mail>()('webex', 'mails', {
  key: ({ id }) => id,
  indexes: { organization: ({ orgId }) => orgId },
})
