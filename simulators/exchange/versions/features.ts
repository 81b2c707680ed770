import type { ProductVersion } from './product-version.js'
import { isAtLeast, type RequestVersion } from './request-version.js'

/** Features that a calendar client meets, and the first version that has each. @source ews.md 1.7 */
export const FEATURES = {
  convertId: 'Exchange2007_SP1',
  startTimeZone: 'Exchange2010',
  timeZoneContext: 'Exchange2010',
  syncScope: 'Exchange2010',
  advancedQuerySyntax: 'Exchange2010',
  streaming: 'Exchange2010_SP1',
  partialPages: 'Exchange2010_SP1',
  dateTimePrecision: 'Exchange2010_SP2',
  newestFirstSync: 'Exchange2010_SP2',
  enhancedLocation: 'Exchange2013',
  wallClock: 'Exchange2013',
  timeZoneIds: 'Exchange2013',
  joinOnlineMeetingUrl: 'Exchange2013',
  isOrganizer: 'Exchange2013',
  reminders: 'Exchange2013',
  softDeleteIsMove: 'Exchange2013',
  autodiscoverForPartners: 'Exchange2013',
  proposeNewTime: 'Exchange2013_SP1',
  exHttp: 'Exchange2013_SP1',
  addItemToMyCalendar: 'Exchange2013_SP1',
  weeklyRecurrenceDayCheck: 'Exchange2013_SP1',
  suppressReadReceipts: 'Exchange2013_SP1',
  attendeeProposals: 'Exchange2016',
  autodiscoverJson: 'Exchange2016',
  inboxReminders: 'Exchange2016',
} as const satisfies Record<string, RequestVersion>

export type Feature = keyof typeof FEATURES

/** Whether a release of the product has the feature at all. */
export function hasFeature(product: ProductVersion, feature: Feature): boolean {
  return isAtLeast(product.newestRequest, FEATURES[feature])
}
