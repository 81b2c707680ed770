import { collectionOf, type Instant } from '../../core/index.js'

/** What a licence lets its holders do. */
export type LicensedService =
  'messaging' | 'basicSpaceMeetings' | 'advancedSpaceMeetings' | 'meetings' | 'exchangeCalendar'

/** So many seats of one service, bought by an organization. */
export interface Licence {
  readonly id: string
  readonly orgId: string
  readonly service: LicensedService
  readonly totalUnits: number
  readonly subscriptionId: string
  /** Of a licence for meetings. */
  readonly siteName: string | null
}

export const licences = collectionOf<Licence>()('webex', 'licences', {
  key: ({ id }) => id,
  indexes: { organization: ({ orgId }) => orgId },
})

/** The seats that a person has. Those of the calendar service are entitlements, and not here. */
export interface LicenceHolding {
  readonly personId: string
  readonly licenceIds: readonly string[]
}

export const licenceHoldings = collectionOf<LicenceHolding>()('webex', 'licenceHoldings', {
  key: ({ personId }) => personId,
  indexes: { licence: ({ licenceIds }) => licenceIds },
})

/** What an administrator wrote down about a person; there is none for who is as provisioned. */
export interface Profile {
  readonly personId: string
  readonly nickName: string | null
  readonly phoneNumbers: readonly { readonly type: string; readonly value: string }[]
  readonly isLoginEnabled: boolean
  readonly lastModified: Instant
}

export const profiles = collectionOf<Profile>()('webex', 'profiles', { key: ({ personId }) => personId })
