import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import type { Item } from '../../calendar/item.js'
import type { Sending } from '../../calendar/meetings/organizer.js'
import type { ActingMailbox } from '../caller.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsObject, EwsValue } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findItem } from './access/item-reference.js'
import { answerEach, ItemError } from './item-error.js'
import { updateMessage } from './mail/update-message.js'
import { STORED_BODIES } from './properties/body-reading.js'
import { readingOf } from './properties/item-shape.js'
import { itemIdOf, viewOf } from './properties/view.js'
import { child, list, text } from './request-parts.js'
import type { Service } from './service.js'
import { changeCalendarItem } from './write/change-calendar-item.js'
import { resolveConflicts } from './write/conflicts.js'
import { applyFieldUpdates, readFieldUpdates, type FieldUpdate } from './write/field-updates.js'
import { readSending } from './write/sending.js'
import { writingFor } from './write/writing.js'

const REFERENCES = ['ItemId', 'OccurrenceItemId', 'RecurringMasterItemId'] as const

/** UpdateItem: changes of properties, each item change as a whole or not at all. @source ews.md 4.6 */
export function createUpdateItem(service: Service): CallOperation {
  return {
    name: 'UpdateItem',
    handle(call) {
      const self = actingMailbox(service.store, call)
      const messages = answerEach(
        list(child(call.request, 'ItemChanges'), 'ItemChange'),
        (change) => updateOne(service, call, { self, change }),
        { Items: {} },
      )
      return responseMessages('UpdateItem', messages)
    },
  }
}

function updateOne(
  service: Service,
  call: OperationCall,
  { self, change }: { readonly self: ActingMailbox; readonly change: EwsObject },
): EwsObject {
  const { store } = service
  const name = REFERENCES.find((reference) => change[reference] !== undefined) ?? 'ItemId'
  const reference = { name, value: child(change, name) }
  const { item, occurrence, changeKey } = findItem(
    { store, mailbox: self.mailboxGuid, needs: 'edit' },
    reference,
  )
  const sending = sendingFor(call, item)
  const read = readFieldUpdates(service, item, change)
  const policy = text(call.request, '@ConflictResolution') ?? ''
  checkSent(item, read)
  const { updates, conflicts } = resolveConflicts(service, policy, { item, changeKey, updates: read })
  const writing = writingFor(service, call, { self, zones: zonesIn(updates) })
  const apply = <I extends Item>(target: I): I => applyFieldUpdates(service, target, { updates, writing })

  const changes = store.changes(self.displayName)
  const updated =
    item.kind === 'CalendarItem'
      ? changeCalendarItem(service, changes, { item, occurrence, apply, sending, self })
      : updateMessage(service, call, { changes, message: apply(item), self })
  changes.commit(call.interaction.id)

  const reading = readingOf(service, call, STORED_BODIES)
  const shown = updated === undefined ? undefined : itemIdOf(viewOf(reading, updated, occurrence))
  return success({
    Items: { $each: shown === undefined ? [] : [{ name: item.kind, value: { ItemId: shown } }] },
    ConflictResults: { Count: conflicts },
  })
}

/** What can still be changed about a request that was sent: how it lies in the mailbox. @inferred */
const OF_SENT = new Set(['message:IsRead', 'item:Categories', 'item:Flag', 'item:Importance'])

/** @source ews.md 4.6 */
function checkSent(item: Item, updates: readonly FieldUpdate[]): void {
  const isSent = item.kind === 'MeetingRequest' && item.folder === FOLDER_NUMBERS.sentitems
  if (isSent && updates.some(({ target, path }) => path.name === 'FieldURI' && !OF_SENT.has(target)))
    throw new ItemError('ErrorSentMeetingRequestUpdate')
}

const NOBODY: Sending = { to: 'none', saveCopy: false }

function sendingFor({ request }: OperationCall, item: Item): Sending {
  if (item.kind !== 'CalendarItem') {
    if (request['@MessageDisposition'] === undefined) throw new ItemError('ErrorMessageDispositionRequired')
    return NOBODY
  }
  const sending = readSending(
    text(request, '@SendMeetingInvitationsOrCancellations'),
    'ErrorSendMeetingInvitationsOrCancellationsRequired',
  )
  if (sending.to !== 'none' && item.folder === FOLDER_NUMBERS.deleteditems) {
    throw new ItemError('ErrorCalendarCannotUpdateDeletedItem')
  }
  return sending
}

/** The zones that the updates set, as `writingFor` wants them. */
function zonesIn(updates: readonly FieldUpdate[]): EwsObject {
  const zones: Record<string, EwsValue> = {}
  for (const { element } of updates)
    if (element?.name.endsWith('TimeZone') === true) zones[element.name] = element.value
  return zones
}
