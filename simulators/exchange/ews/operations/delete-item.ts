import { disposeOfItem, type Disposal } from '../../calendar/disposal.js'
import type { Item } from '../../calendar/item.js'
import type { ActingMailbox } from '../caller.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findItem } from './access/item-reference.js'
import { answerEach } from './item-error.js'
import { child, members, text } from './request-parts.js'
import type { Service } from './service.js'
import { deleteAppointment } from './write/delete-appointment.js'
import { readSending } from './write/sending.js'

/** DeleteItem: deletes or moves away, and tells whom it concerns. @source ews.md 4.7 */
export function createDeleteItem(service: Service): CallOperation {
  return {
    name: 'DeleteItem',
    handle(call) {
      const self = actingMailbox(service.store, call)
      const messages = answerEach(members(child(call.request, 'ItemIds')), (reference) =>
        deleteOne(service, call, { self, reference }),
      )
      return responseMessages('DeleteItem', messages)
    },
  }
}

function deleteOne(
  service: Service,
  call: OperationCall,
  { self, reference }: { readonly self: ActingMailbox; readonly reference: EwsElement },
): EwsObject {
  const { store } = service
  const { item, occurrence } = findItem({ store, mailbox: self.mailboxGuid, needs: 'delete' }, reference)
  const changes = store.changes(self.displayName)
  const dispose = (gone: Item) => disposeOfItem(changes, gone, text(call.request, '@DeleteType') as Disposal)

  if (item.kind !== 'CalendarItem') {
    dispose(item)
  } else {
    const attribute = text(call.request, '@SendMeetingCancellations')
    const sending = readSending(attribute, 'ErrorSendMeetingCancellationsRequired')
    deleteAppointment(service, changes, { self, item, occurrence, sending, dispose })
  }
  changes.commit(call.interaction.id)
  return success()
}
