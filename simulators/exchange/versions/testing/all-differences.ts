import type { ObservedDifference } from './observed.js'
import { ACCESS_ROWS } from './rows/access.js'
import { ADMINISTRATION_ROWS } from './rows/administration.js'
import { AUTODISCOVER_ROWS } from './rows/autodiscover.js'
import { NOTIFICATION_ROWS } from './rows/notifications.js'
import { PROPERTY_ROWS } from './rows/properties.js'
import { PROTOCOL_ROWS } from './rows/protocol.js'
import { THROTTLING_ROWS } from './rows/throttling.js'

/** Everything in which releases differ here, each with how it is seen. */
export const ALL_DIFFERENCES: readonly ObservedDifference[] = [
  ...PROTOCOL_ROWS,
  ...PROPERTY_ROWS,
  ...NOTIFICATION_ROWS,
  ...THROTTLING_ROWS,
  ...ACCESS_ROWS,
  ...AUTODISCOVER_ROWS,
  ...ADMINISTRATION_ROWS,
]
