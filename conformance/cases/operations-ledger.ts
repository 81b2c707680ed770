import { descendants } from '../../clients/index.js'
import { type Check, type CheckId, check } from '../checks/check.js'
import type { EwsCall } from '../observation/ews-call.js'
import { pathsWritten, textIn } from '../observation/mailbox-calls.js'
import { type Observed, exchangesOf } from '../observation/observed.js'
import { parseInstant } from '../time-and-chance/clock.js'
import type { Case } from './case.js'

/** @source ews.md 4.3: a calendar view of more than two years is refused. */
const LONGEST_VIEW_MS = 2 * 366 * 86_400_000

/** @source ews.md 4.3: EWSFindCountLimit */
const LARGEST_SEARCH = 1000

interface OperationRule {
  readonly id: CheckId
  readonly operation: string
  readonly expected: string
  /** Whether a call of the operation is not what the operation is documented for. */
  readonly isMisused: (call: EwsCall, calls: readonly EwsCall[]) => boolean
  /** Whether a connector cannot do without it; else its absence shows nothing. */
  readonly isRequired: boolean
}

const RULES: readonly OperationRule[] = [
  {
    id: 'OP-02/bounded',
    operation: 'FindItem',
    isRequired: false,
    expected: 'a CalendarView of at most two years, or a Restriction and MaxEntriesReturned',
    isMisused: (call) => isOnCalendar(call) && !isBoundedView(call) && !isBoundedSearch(call),
  },
  {
    id: 'OP-03/bound-first',
    operation: 'Subscribe',
    isRequired: true,
    expected: 'a GetFolder on the same calendar before it',
    isMisused: (call, calls) => !calls.some((other) => isBinding(other, call)),
  },
  {
    id: 'OP-05/timeout',
    operation: 'GetStreamingEvents',
    isRequired: true,
    expected: 'a ConnectionTimeout of 1 to 30 minutes',
    isMisused: (call) => !isWithin(textIn(call, 'ConnectionTimeout'), 30),
  },
  {
    id: 'OP-07/streaming',
    operation: 'Subscribe',
    isRequired: true,
    expected: 'a StreamingSubscriptionRequest on calendar folders',
    isMisused: (call) =>
      descendants(call.body, 'StreamingSubscriptionRequest').length !== 1 || !isOnCalendar(call),
  },
  {
    id: 'OP-08/page',
    operation: 'SyncFolderItems',
    isRequired: true,
    expected: 'MaxChangesReturned of 1 to 512',
    isMisused: (call) => !isWithin(textIn(call, 'MaxChangesReturned'), 512),
  },
  {
    id: 'OP-08/after-subscribe',
    operation: 'Subscribe',
    isRequired: true,
    expected: 'a SyncFolderItems on the same calendar, from the subscription on',
    isMisused: (call, calls) =>
      !calls.some((other) => other.operation === 'SyncFolderItems' && isLater(other, call)),
  },
  {
    id: 'OP-10/fields',
    operation: 'UpdateItem',
    isRequired: false,
    expected: 'body, location and extended properties written, nothing else',
    isMisused: (call) =>
      pathsWritten(call).some(
        (path) => /:/.test(path) && !/^(item:Body|calendar:Location|TMS:.*)$/.test(path),
      ),
  },
  {
    id: 'OP-10/to-all',
    operation: 'UpdateItem',
    isRequired: false,
    expected: 'SendMeetingInvitationsOrCancellations SendToAll…',
    isMisused: ({ body }) =>
      !/^SendToAll/.test(body.attributes['SendMeetingInvitationsOrCancellations'] ?? ''),
  },
  {
    id: 'HC-174/public-string',
    operation: 'UpdateItem',
    isRequired: false,
    expected: 'TMS:ExternalConferenceData as a String in PublicStrings',
    isMisused: (call) => conferenceDataUris(call).some((uri) => !isPublicString(uri)),
  },
  {
    id: 'HC-173/never',
    operation: 'UpdateItem',
    isRequired: false,
    expected: 'no write to UCCapabilities',
    isMisused: (call) => pathsWritten(call).includes('UCCapabilities'),
  },
]

/** OP-02 … OP-10 · the operations in their documented use, over the whole run. */
export const operationsLedger: Case = {
  id: 'ledger/operations',
  title: 'Each operation is used for what it is documented for',
  shows: RULES.map(({ id }) => id),
  async play(stage) {
    const observed = await stage.observe()
    return RULES.map((rule) => judge(rule, observed))
  },
}

function judge(rule: OperationRule, observed: Observed): Check {
  const calls = observed.ews.filter(isAccepted)
  const used = calls.filter(({ operation }) => operation === rule.operation)
  const misused = used.filter((call) => rule.isMisused(call, calls))
  return check({
    id: rule.id,
    expected: `${rule.operation} with ${rule.expected}`,
    got: `${used.length} ${rule.operation}, ${misused.length} otherwise`,
    holds: used.length === 0 && !rule.isRequired ? 'not-run' : used.length > 0 && misused.length === 0,
    evidence: observed.evidence(exchangesOf(misused.length === 0 ? used : misused)),
  })
}

/** Calls that never got an answer, as when a node is cut off, show nothing. */
function isAccepted({ exchange }: EwsCall): boolean {
  return exchange.answer !== undefined
}

/** What is done to other folders is another rule's. */
function isOnCalendar({ distinguishedFolderIds }: EwsCall): boolean {
  return distinguishedFolderIds.every((id) => id === 'calendar')
}

function isBoundedView({ body }: EwsCall): boolean {
  const view = descendants(body, 'CalendarView')[0]?.attributes
  const length = parseInstant(view?.['EndDate'] ?? '') - parseInstant(view?.['StartDate'] ?? '')
  return length > 0 && length <= LONGEST_VIEW_MS
}

/** A search by a property. @source hybrid-calendar.md 4, row 2 */
function isBoundedSearch({ body }: EwsCall): boolean {
  const view = descendants(body, 'IndexedPageItemView')[0]?.attributes['MaxEntriesReturned']
  return descendants(body, 'Restriction').length === 1 && isWithin(view, LARGEST_SEARCH)
}

function isBinding(call: EwsCall, subscribe: EwsCall): boolean {
  return (
    call.operation === 'GetFolder' &&
    call.impersonated === subscribe.impersonated &&
    call.exchange.id < subscribe.exchange.id
  )
}

function isLater(call: EwsCall, than: EwsCall): boolean {
  return call.impersonated === than.impersonated && call.exchange.id > than.exchange.id
}

function isWithin(text: string | undefined, most: number): boolean {
  return text !== undefined && /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most
}

function conferenceDataUris({ body }: EwsCall) {
  return descendants(body, 'ExtendedFieldURI')
    .map(({ attributes }) => attributes)
    .filter((uri) => uri['PropertyName'] === 'TMS:ExternalConferenceData')
}

/** @source hybrid-calendar.md HC-174: the name of the set, or its GUID */
function isPublicString(uri: Readonly<Record<string, string>>): boolean {
  const set = uri['DistinguishedPropertySetId'] ?? uri['PropertySetId']?.toLowerCase()
  return (
    uri['PropertyType'] === 'String' &&
    /^(PublicStrings|00020329-0000-0000-c000-000000000046)$/.test(set ?? '')
  )
}
