import type { Mistake } from './mistake.js'
import { AUTODISCOVER_MISTAKES } from './rows/autodiscover.js'
import { BODY_MISTAKES } from './rows/bodies.js'
import { FAULT_MISTAKES } from './rows/faults.js'
import { IDENTIFIER_MISTAKES } from './rows/identifiers.js'
import { MEETING_MISTAKES } from './rows/meetings.js'
import { NTLM_MISTAKES } from './rows/ntlm.js'
import { PATTERN_MISTAKES } from './rows/patterns.js'
import { RECURRENCE_MISTAKES } from './rows/recurrence.js'
import { STREAM_FORM_MISTAKES } from './rows/stream-form.js'
import { STREAMING_MISTAKES } from './rows/streaming.js'
import { SUBSCRIPTION_MISTAKES } from './rows/subscriptions.js'
import { SYNCHRONIZATION_MISTAKES } from './rows/synchronization.js'
import { THROTTLING_MISTAKES } from './rows/throttling.js'
import { VERSION_MISTAKES } from './rows/versions.js'

/** The mistakes of naive simulators, one row for each. @source ews.md 12 */
export const MISTAKES: readonly Mistake[] = [
  ...STREAMING_MISTAKES,
  ...STREAM_FORM_MISTAKES,
  ...FAULT_MISTAKES,
  ...NTLM_MISTAKES,
  ...IDENTIFIER_MISTAKES,
  ...SYNCHRONIZATION_MISTAKES,
  ...SUBSCRIPTION_MISTAKES,
  ...THROTTLING_MISTAKES,
  ...RECURRENCE_MISTAKES,
  ...MEETING_MISTAKES,
  ...BODY_MISTAKES,
  ...PATTERN_MISTAKES,
  ...AUTODISCOVER_MISTAKES,
  ...VERSION_MISTAKES,
]
