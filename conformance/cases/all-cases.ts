import { cancelled } from './cancelled.js'
import type { Case } from './case.js'
import { confidentialUpload } from './confidential-upload.js'
import { directoryLedger } from './directory-ledger.js'
import { exchangeLedger } from './exchange-ledger.js'
import { existingLinks } from './existing-links.js'
import { foreignProperty } from './foreign-property.js'
import { keywordLater } from './keyword-later.js'
import { keywordSpelling } from './keyword-spelling.js'
import { noKeyword } from './no-keyword.js'
import { noSpace } from './no-space.js'
import { pastMeeting } from './past-meeting.js'
import { personalRoomDetails } from './personal-room-details.js'
import { registrationLedger } from './registration-ledger.js'
import { rescheduledSpace } from './rescheduled-space.js'
import { secretLedger } from './secret-ledger.js'
import { space } from './space.js'
import { spark } from './spark.js'
import { subscriptionLedger } from './subscription-ledger.js'
import { webex } from './webex.js'

/** Scenarios with people in them. They touch different meetings, so they run side by side. */
export const SCENARIOS: readonly Case[] = [
  webex,
  personalRoomDetails,
  keywordSpelling,
  noKeyword,
  keywordLater,
  spark,
  space,
  rescheduledSpace,
  existingLinks,
  pastMeeting,
  foreignProperty,
  noSpace,
  confidentialUpload,
  cancelled,
]

/** Rules about everything that happened, judged when the scenarios are over. */
export const LEDGERS: readonly Case[] = [
  exchangeLedger,
  subscriptionLedger,
  directoryLedger,
  secretLedger,
  registrationLedger,
]
