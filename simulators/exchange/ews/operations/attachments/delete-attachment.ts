import type { CallOperation, OperationCall } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { actingMailbox } from '../access/acting.js'
import { answerEach } from '../item-error.js'
import { child, list } from '../request-parts.js'
import type { Service } from '../service.js'
import { changeAttachments } from './change-attachments.js'
import { findAttachment, withoutAttachment } from './find-attachment.js'

/** DeleteAttachment: takes attachments away, and tells the new change key of the item. @source ews.md 4 */
export function createDeleteAttachment(service: Service): CallOperation {
  return {
    name: 'DeleteAttachment',
    handle(call) {
      const messages = answerEach(list(child(call.request, 'AttachmentIds'), 'AttachmentId'), (reference) =>
        deleteOne(service, call, reference),
      )
      return responseMessages('DeleteAttachment', messages)
    },
  }
}

function deleteOne(service: Service, call: OperationCall, reference: EwsObject): EwsObject {
  const { store } = service
  const self = actingMailbox(store, call)
  const target = findAttachment({ store, mailbox: self.mailboxGuid, needs: 'edit' }, reference)
  const { path } = target.id
  const RootItemId = changeAttachments(service, call, {
    target,
    self,
    apply: (item) => withoutAttachment(item, path),
  })
  return success({ RootItemId })
}
