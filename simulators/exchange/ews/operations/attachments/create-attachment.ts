import { readChangeKey } from '../../../calendar/ids/change-key.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { actingMailbox } from '../access/acting.js'
import { findItem } from '../access/item-reference.js'
import { answerEach, ItemError } from '../item-error.js'
import { readingOf } from '../properties/item-shape.js'
import { viewOf } from '../properties/view.js'
import { child, members } from '../request-parts.js'
import type { Service } from '../service.js'
import { writingFor } from '../write/writing.js'
import { placeOf } from './attachment-elements.js'
import { changeAttachments } from './change-attachments.js'
import { readAttachment } from './read-attachment.js'

/** CreateAttachment: attaches files and items, and tells the new change key of the item. @source ews.md 4 */
export function createCreateAttachment(service: Service): CallOperation {
  return {
    name: 'CreateAttachment',
    handle(call) {
      const messages = answerEach(
        members(child(call.request, 'Attachments')),
        (element) => attachOne(service, call, element),
        { Attachments: {} },
      )
      return responseMessages('CreateAttachment', messages)
    },
  }
}

/** An old change key is no obstacle: each attachment changes it. @inferred */
function attachOne(service: Service, call: OperationCall, element: EwsElement): EwsObject {
  const { store } = service
  const self = actingMailbox(store, call)
  const holder = { store, mailbox: self.mailboxGuid, needs: 'edit' } as const
  const parent: EwsElement = { name: 'ItemId', value: child(call.request, 'ParentItemId') }
  const target = findItem(holder, parent)
  if (readChangeKey(target.changeKey).kind === 'invalid') throw new ItemError('ErrorInvalidChangeKey')

  const attachment = readAttachment(element, writingFor(service, call, { self, zones: {} }))
  const apply = <I extends typeof target.item>(item: I): I => ({
    ...item,
    attachments: [...item.attachments, attachment],
  })
  const root = changeAttachments(service, call, { target, self, apply })
  const { owner } = placeOf(viewOf(readingOf(service, call), target.item, target.occurrence))
  const id = store.ids.writeAttachment({ owner, path: [attachment.number] })
  const value = { AttachmentId: { '@Id': id, ...root } }
  return success({ Attachments: { $each: [{ name: element.name, value }] } })
}
