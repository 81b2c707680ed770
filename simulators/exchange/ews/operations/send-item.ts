import { readChangeKey } from '../../calendar/ids/change-key.js'
import type { Mail } from '../../calendar/item.js'
import type { ActingMailbox } from '../caller.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findItem } from './access/item-reference.js'
import { answerEach, ItemError } from './item-error.js'
import { savedFolder } from './mail/saved-folder.js'
import { send } from './mail/sending.js'
import { child, members } from './request-parts.js'
import type { Service } from './service.js'

/** SendItem: sends messages that were saved before. @source web-service-reference, SendItem operation */
export function createSendItem(service: Service): CallOperation {
  return {
    name: 'SendItem',
    handle(call) {
      const self = actingMailbox(service.store, call)
      const messages = answerEach(members(child(call.request, 'ItemIds')), (reference) =>
        sendOne(service, call, { self, reference }),
      )
      return responseMessages('SendItem', messages)
    },
  }
}

function sendOne(
  service: Service,
  call: OperationCall,
  { self, reference }: { readonly self: ActingMailbox; readonly reference: EwsElement },
): EwsObject {
  const keeps = call.request['@SaveItemToFolder'] === true
  if (!keeps && call.request['SavedItemFolderId'] !== undefined)
    throw new ItemError('ErrorInvalidSendItemSaveSettings')
  const saveIn = savedFolder(service, call, { self, otherwise: 'sentitems' })
  const mail = draftOf(service, self, reference)

  const changes = service.store.changes(self.displayName)
  const sent = send(service, changes, { mail, self })
  if (keeps && saveIn.mailbox === mail.mailbox) changes.move<Mail>({ ...mail, ...sent }, saveIn.folder)
  else changes.delete(mail)
  if (keeps && saveIn.mailbox !== mail.mailbox) changes.create<Mail>(saveIn, sent, 'MessageSaved')
  changes.commit(call.interaction.id)
  return success()
}

/** The message to be sent, which must be as the client knows it. @source ews.md 4.6 */
function draftOf({ store }: Service, self: ActingMailbox, reference: EwsElement): Mail {
  const { item, changeKey } = findItem({ store, mailbox: self.mailboxGuid, needs: 'delete' }, reference)
  const key = readChangeKey(changeKey)
  if (key.kind === 'invalid') throw new ItemError('ErrorInvalidChangeKey')
  if (key.kind !== 'full') throw new ItemError('ErrorChangeKeyRequired')
  if (item.kind !== 'Message') throw new ItemError('ErrorInvalidItemForOperationSendItem')
  if (key.change !== item.change) throw new ItemError('ErrorStaleObject')
  return item
}
