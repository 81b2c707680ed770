import { attendeesAnswer } from './attendees-answer.js'
import { cancelled } from './cancelled.js'
import type { Case } from './case.js'
import { catchUp } from './cluster/catch-up.js'
import { TAKEOVERS } from './cluster/takeover.js'
import { confidentialUpload } from './confidential-upload.js'
import { directoryLedger } from './directory-ledger.js'
import { disabledUser } from './disabled-user.js'
import { exchangeLedger } from './exchange-ledger.js'
import { existingLinks } from './existing-links.js'
import { foreignProperty } from './foreign-property.js'
import { inAppScheduling } from './in-app-scheduling.js'
import { keywordLater } from './keyword-later.js'
import { KEYWORD_CASES } from './keywords/keyword-cases.js'
import { linksCleared } from './links-cleared.js'
import { listWindow } from './list-window.js'
import { noSpace } from './no-space.js'
import { oneSubscription } from './one-subscription.js'
import { oneToOne } from './one-to-one.js'
import { operationsLedger } from './operations-ledger.js'
import { outOfOffice } from './out-of-office.js'
import { pastMeeting } from './past-meeting.js'
import { personalRoomDetails } from './personal-room-details.js'
import { readAfterChange } from './read-after-change.js'
import { registrationLedger } from './registration-ledger.js'
import { rescheduledSpace } from './rescheduled-space.js'
import { secretLedger } from './secret-ledger.js'
import { series } from './series.js'
import { space } from './space.js'
import { spaceJoinedLater } from './space-joined-later.js'
import { spacePeople } from './space-people.js'
import { tooMany } from './too-many.js'
import { typedLink } from './typed-link.js'
import { uploadLedger } from './upload-ledger.js'
import { webex } from './webex.js'
import { writeConflict } from './write-conflict.js'

/** Scenarios with people in them. They touch different meetings, so steady ones run side by side. */
export const SCENARIOS: readonly Case[] = [
  webex,
  personalRoomDetails,
  ...KEYWORD_CASES,
  keywordLater,
  linksCleared,
  typedLink,
  existingLinks,
  pastMeeting,
  foreignProperty,
  noSpace,
  attendeesAnswer,
  writeConflict,
  series,
  space,
  spacePeople,
  spaceJoinedLater,
  oneToOne,
  tooMany,
  rescheduledSpace,
  confidentialUpload,
  listWindow,
  cancelled,
  outOfOffice,
  readAfterChange,
  disabledUser,
  inAppScheduling,
  oneSubscription,
  catchUp,
  ...TAKEOVERS,
]

/** Rules about everything that happened, judged when the scenarios are over. */
export const LEDGERS: readonly Case[] = [
  exchangeLedger,
  operationsLedger,
  uploadLedger,
  directoryLedger,
  secretLedger,
  registrationLedger,
]
