import { at, descendants, parseXml, textAt } from '../../clients/index.js'
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
  readonly isBroken: (call: EwsCall, known: Known) => boolean
}

interface Known extends Organization {
  /** Folder ids that Exchange gave for somebody's calendar. */
  readonly calendars: ReadonlySet<string>
}

const RULES: readonly Rule[] = [
  {
    id: 'HC-003/folders',
    expected: 'calendar folders only, never all folders',
    isBroken: (call, { calendars }) =>
      call.distinguishedFolderIds.some((id) => id !== 'calendar') ||
      call.folderIds.some((id) => !calendars.has(id)) ||
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
    expected: 'mailboxes of enabled people and workspaces only, impersonated or named',
    isBroken: (call, { enabled, rooms }) =>
      mailboxesNamed(call).some((mailbox) => ![...enabled, ...rooms].includes(mailbox)),
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
    const known = { ...stage.organization, calendars: calendarsGiven(observed.ews) }
    return [...RULES.map((rule) => judge(rule, observed, known)), authenticationCheck(observed)]
  },
}

function judge(rule: Rule, observed: Observed, known: Known): Check {
  const broken = observed.ews.filter((call) => rule.isBroken(call, known))
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

/** The ids in Exchange's answers to who asked for calendars by name. */
function calendarsGiven(calls: readonly EwsCall[]): ReadonlySet<string> {
  const given = calls
    .filter(({ operation, exchange }) => operation === 'GetFolder' && exchange.answer?.status === 200)
    .filter(({ distinguishedFolderIds }) => distinguishedFolderIds.every((id) => id === 'calendar'))
    .flatMap(({ exchange }) => descendants(parseXml(exchange.answer?.body ?? ''), 'FolderId'))
  return new Set(given.map(({ attributes }) => attributes['Id'] ?? ''))
}

/** Whose mailbox a call is about, as far as it says so by an address: the impersonated and those of folders. */
function mailboxesNamed({ impersonated = '', body }: EwsCall): readonly string[] {
  const ofFolders = descendants(body, 'DistinguishedFolderId').map((folder) =>
    textAt(folder, 'Mailbox', 'EmailAddress'),
  )
  return [impersonated, ...ofFolders.map((mailbox) => mailbox?.trim().toLowerCase() ?? '')].filter(
    (mailbox) => mailbox.includes('@'),
  )
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
