import { at, descendants, textAt } from '../../clients/index.js'
import { type Check, type CheckId, check } from '../checks/check.js'
import type { EwsCall } from '../observation/ews-call.js'
import { type Observed, exchangesOf } from '../observation/observed.js'
import type { Case, Organization } from './case.js'

/** @source hybrid-calendar.md 4: the twelve documented operations. */
const DOCUMENTED = [
  'ConvertId',
  'FindItem',
  'GetFolder',
  'GetItem',
  'GetStreamingEvents',
  'GetUserOofSettingsRequest',
  'Subscribe',
  'SyncFolderItems',
  'Unsubscribe',
  'UpdateItem',
  'CreateItem',
  'GetUserAvailabilityRequest',
]

/** Calls about no mailbox of their own: a probe, and handles that belong to the service account. @source ews.md 4.8 */
const WITHOUT_MAILBOX = ['ConvertId', 'GetStreamingEvents', 'Unsubscribe', 'GetUserAvailabilityRequest']

/** Streaming begins with Exchange 2010 SP1. @source ews.md 1.7 */
const TOO_OLD = [undefined, 'Exchange2007', 'Exchange2007_SP1', 'Exchange2009', 'Exchange2010']

interface Rule {
  readonly id: CheckId
  readonly expected: string
  /** Whether a call breaks the rule. */
  readonly isBroken: (call: EwsCall, organization: Organization) => boolean
}

const RULES: readonly Rule[] = [
  {
    id: 'HC-003/folders',
    expected: 'calendar folders only, never all folders',
    isBroken: (call) =>
      call.distinguishedFolderIds.some((id) => id !== 'calendar') ||
      descendants(call.body, 'StreamingSubscriptionRequest').some(
        (request) => request.attributes['SubscribeToAllFolders'] === 'true',
      ),
  },
  {
    id: 'HC-004/folder-writes',
    expected: 'no operation that creates or changes a folder',
    isBroken: (call) => /^(Create|Update|Copy|Move|Delete|Empty)\w*Folder/.test(call.operation),
  },
  {
    id: 'HC-005/mail',
    expected: 'no SendItem, and nothing but calendar items created',
    isBroken: (call) =>
      call.operation === 'SendItem' ||
      (call.operation === 'CreateItem' &&
        (at(call.body, 'Items')?.children ?? []).some(({ name }) => name !== 'CalendarItem')),
  },
  {
    id: 'HC-007/enabled',
    expected: 'impersonation of enabled people and workspaces only',
    isBroken: (call, { enabled, rooms }) =>
      call.impersonated?.includes('@') === true && ![...enabled, ...rooms].includes(call.impersonated),
  },
  {
    id: 'HC-010/impersonation',
    expected: 'ExchangeImpersonation in every call on a mailbox',
    isBroken: (call) => call.impersonated === undefined && !WITHOUT_MAILBOX.includes(call.operation),
  },
  {
    id: 'HC-045/operations',
    expected: DOCUMENTED.join(', '),
    isBroken: (call) => !DOCUMENTED.includes(call.operation),
  },
  {
    id: 'HC-048/version',
    expected: 'RequestServerVersion Exchange2010_SP1 or later',
    isBroken: (call) => TOO_OLD.includes(call.requestServerVersion),
  },
  {
    id: 'HC-051/event-types',
    expected: 'CreatedEvent, ModifiedEvent, DeletedEvent and MovedEvent',
    isBroken: (call) => call.operation === 'Subscribe' && !coversAllChanges(call),
  },
  {
    id: 'HC-144/organizer',
    expected: 'UpdateItem in the mailbox of alice, who organizes every meeting here',
    isBroken: (call, { enabled }) => call.operation === 'UpdateItem' && !isAlice(call.impersonated, enabled),
  },
]

/** The rules for every call that a subject makes to Exchange, judged over the whole run. */
export const exchangeLedger: Case = {
  id: 'ledger/exchange',
  title: 'What a connector never does to Exchange',
  shows: [...RULES.map(({ id }) => id), 'HC-015/ntlm-only'],
  async play(stage) {
    const observed = await stage.observe()
    return [...RULES.map((rule) => judge(rule, observed, stage.organization)), authenticationCheck(observed)]
  },
}

function judge(rule: Rule, observed: Observed, organization: Organization): Check {
  const broken = observed.ews.filter((call) => rule.isBroken(call, organization))
  return check({
    id: rule.id,
    expected: rule.expected,
    got: broken.length === 0 ? `${observed.ews.length} calls, all within the rule` : broken.map(describe),
    holds: observed.ews.length === 0 ? 'not-run' : broken.length === 0,
    evidence: observed.evidence(exchangesOf(broken)),
  })
}

/** HC-015 · the subject document allows NTLM alone. */
function authenticationCheck(observed: Observed): Check {
  const sent = observed.exchanges.filter(({ request }) => request.service === 'exchange')
  const others = sent.filter(
    ({ request }) => !/^(NTLM|Negotiate) |^$/.test(request.headers.authorization ?? ''),
  )
  return check({
    id: 'HC-015/ntlm-only',
    expected: 'NTLM and no other scheme, as configured',
    got: `${others.length} requests with another scheme`,
    holds: sent.length === 0 ? 'not-run' : others.length === 0,
    evidence: observed.evidence(others),
  })
}

function coversAllChanges({ body }: EwsCall): boolean {
  const types = descendants(body, 'EventType').map((type) => type.text)
  return ['CreatedEvent', 'ModifiedEvent', 'DeletedEvent', 'MovedEvent'].every((type) => types.includes(type))
}

function isAlice(mailbox: string | undefined, enabled: readonly string[]): boolean {
  return mailbox !== undefined && mailbox === enabled.find((mail) => mail.startsWith('alice@'))
}

function describe(call: EwsCall): string {
  const where = call.distinguishedFolderIds.join(', ') || (textAt(call.body, 'ItemId') ?? '')
  return `${call.operation} ${where} as ${call.impersonated ?? 'the service account'}`
}
