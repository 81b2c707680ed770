import { shownPeriod, type OutOfOffice } from '../../calendar/out-of-office.js'
import { identity, limit, oneOf, text } from '../binding/kind.js'
import { moment } from '../binding/moment.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { canonicalName, mailboxNamed, wantedMailboxes, type FoundMailbox } from '../objects/find.js'
import { refused } from '../objects/refusals.js'
import type { ShellObject } from '../values.js'
import { upTo } from './mailboxes.js'

const tasks = 'StoreTasks'
const WITHOUT = [
  'AutoDeclineFutureRequestsWhenOOF',
  'CreateOOFEvent',
  'DeclineAllEventsForScheduledOOF',
  'DeclineEventsForScheduledOOF',
  'DeclineMeetingMessage',
  'EventsToDeleteIDs',
  'IgnoreDefaultScope',
  'OOFEventSubject',
]

/** Get- and Set-MailboxAutoReplyConfiguration. @source Exchange documentation of these cmdlets */
export const AUTOMATIC_REPLY_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'Get-MailboxAutoReplyConfiguration',
    tasks,
    parameters: {
      Identity: mandatory(identity('MailboxIdParameter'), { position: 0 }),
      ResultSize: optional(limit()),
    },
    without: ['ReadFromDomainController'],
    run: ({ Identity, ResultSize }, running) =>
      upTo(running, ResultSize, wantedMailboxes(running, { identity: Identity })).map((found) =>
        shown(running, found),
      ),
  }),
  cmdlet({
    name: 'Set-MailboxAutoReplyConfiguration',
    tasks,
    parameters: {
      Identity: mandatory(identity('MailboxIdParameter'), { position: 0 }),
      AutoReplyState: optional(
        oneOf('Microsoft.Exchange.Data.Storage.OofState', ['Disabled', 'Enabled', 'Scheduled']),
      ),
      StartTime: optional(moment),
      EndTime: optional(moment),
      InternalMessage: optional(text),
      ExternalMessage: optional(text),
      ExternalAudience: optional(
        oneOf('Microsoft.Exchange.Data.Storage.ExternalAudience', ['None', 'Known', 'All']),
      ),
    },
    without: WITHOUT,
    run({ Identity, AutoReplyState, ExternalAudience, ...given }, running) {
      const guid = mailboxNamed(running, Identity).recipient.mailboxGuid
      const before = running.store.outOfOffice(guid)
      const shownNow = shownPeriod(before, running.core.clock.now())
      const period = { start: given.StartTime ?? shownNow.start, end: given.EndTime ?? shownNow.end }
      if (period.end <= period.start)
        throw refused('The end time must be later than the start time.', 'InvalidScheduledOofDuration')
      const settings: OutOfOffice = {
        ...before,
        state: AutoReplyState ?? before.state,
        externalAudience: ExternalAudience ?? before.externalAudience,
        period,
        internalReply: replyOf(before.internalReply, given.InternalMessage),
        externalReply: replyOf(before.externalReply, given.ExternalMessage),
      }
      running.store.setOutOfOffice(guid, settings, 'management')
      return undefined
    },
  }),
]

function replyOf(before: OutOfOffice['internalReply'], message: string | null | undefined) {
  return message === undefined ? before : { ...before, message: message ?? '' }
}

function shown(running: Running, { entry, recipient }: FoundMailbox): ShellObject {
  const settings = running.store.outOfOffice(recipient.mailboxGuid)
  const period = shownPeriod(settings, running.core.clock.now())
  return shellObject('MailboxAutoReplyConfiguration', entry.key, {
    AutoReplyState: settings.state,
    EndTime: { kind: 'moment', at: period.end },
    ExternalAudience: settings.externalAudience,
    ExternalMessage: settings.externalReply.message,
    InternalMessage: settings.internalReply.message,
    StartTime: { kind: 'moment', at: period.start },
    MailboxOwnerId: canonicalName(running, entry.key),
    Identity: canonicalName(running, entry.key),
    IsValid: true,
  })
}
