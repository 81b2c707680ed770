import type { Recipient } from '../../../../directory/recipients/recipient.js'
import { USUAL_HOURS } from '../../../calendar/availability/working-hours.js'
import { busyTimes } from '../../../calendar/availability/busy-times.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { Caller } from '../../caller.js'
import { errorMessage, success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import type { FreeBusyQuestion } from './free-busy-question.js'
import { renderFreeBusyView, type Shown } from './free-busy-view.js'
import { grantedView, seesFreeBusy } from './free-busy-views.js'
import { workingHoursOf } from './working-hours.js'

/** Members of a group whose calendars are looked into. @source ews.md 4.14 */
export const MAX_MEMBERS = 100
/** Entries of one calendar in an answer. @source ews.md 4.14; @inferred the code */
const MAX_TIMES = 10_000

interface Asked {
  readonly address: string
  readonly caller: Caller
  readonly question: FreeBusyQuestion
}

/** One `m:FreeBusyResponse`: a calendar as the caller may see it, or why it cannot be seen. @source ews.md 4.14 */
export function answerMailbox(store: CalendarStore, asked: Asked): EwsObject {
  try {
    const shown = look(store, asked)
    return {
      ResponseMessage: success(),
      FreeBusyView: renderFreeBusyView(store, asked.question, shown),
    }
  } catch (error) {
    if (!(error instanceof ItemError)) throw error
    return {
      ResponseMessage: errorMessage(error.responseCode),
      FreeBusyView: { FreeBusyViewType: ['None'] },
    }
  }
}

function look(store: CalendarStore, { address, caller, question }: Asked): Shown {
  const recipient = store.recipients.resolve(address)
  if (recipient?.kind === 'group') return lookAtGroup(store, recipient, { caller, question })
  const guid = recipient?.mailboxGuid
  if (guid === undefined || store.mailbox(guid) === undefined) {
    throw new ItemError('ErrorMailRecipientNotFound')
  }
  const granted = grantedView(store, caller, { mailbox: guid, requested: question.view })
  const times = busyTimes(store, guid, question.span)
  if (times.length > MAX_TIMES) throw new ItemError('ErrorResultSetTooBig')
  return { times, hours: workingHoursOf(store, guid), ...granted }
}

/** A group is as busy as its busiest member. @inferred that this is all that is told of a group */
function lookAtGroup(
  store: CalendarStore,
  group: Recipient,
  { caller, question }: Pick<Asked, 'caller' | 'question'>,
): Shown {
  const members = store.recipients.expand(group.objectGuid)
  if (members.length > MAX_MEMBERS) throw new ItemError('ErrorMailboxDataArrayTooBig')
  const times = members.flatMap(({ mailboxGuid }) =>
    mailboxGuid === undefined || !seesFreeBusy(store, caller, mailboxGuid)
      ? []
      : busyTimes(store, mailboxGuid, question.span),
  )
  return { times, view: 'MergedOnly', access: 'TimeOnly', hours: USUAL_HOURS }
}
