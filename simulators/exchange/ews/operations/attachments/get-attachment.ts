import type { CallOperation, OperationCall } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { actingMailbox } from '../access/acting.js'
import { answerEach } from '../item-error.js'
import { readItemShape } from '../properties/item-shape.js'
import { viewOf, type ItemView, type Reading } from '../properties/view.js'
import { child, list, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { attachmentElement } from './attachment-elements.js'
import { findAttachment, type FoundAttachment } from './find-attachment.js'

/** What an item inside another does not have: a place of its own in the mailbox, and what follows from it. */
const OF_PLACE = [
  ...['ItemId', 'ParentFolderId', 'ResponseObjects', 'AssociatedCalendarItemId', 'EffectiveRights'],
  ...['StoreEntryId', 'InstanceKey', 'WebClientReadFormQueryString', 'WebClientEditFormQueryString'],
]

/** GetAttachment: files with their content, items with all their properties. @source web-service-reference */
export function createGetAttachment(service: Service): CallOperation {
  return {
    name: 'GetAttachment',
    handle(call) {
      const mailbox = actingMailbox(service.store, call).mailboxGuid
      const show = readAttachmentShape(service, call)
      const messages = answerEach(
        list(child(call.request, 'AttachmentIds'), 'AttachmentId'),
        (reference) => {
          const found = findAttachment({ store: service.store, mailbox }, reference)
          return success({ Attachments: { $each: [show(found)] } })
        },
        { Attachments: {} },
      )
      return responseMessages('GetAttachment', messages)
    },
  }
}

/** An `m:AttachmentShape` is a shape of items, and theirs is always that of all properties. */
function readAttachmentShape(service: Service, call: OperationCall): (found: FoundAttachment) => EwsElement {
  const ItemShape = { ...child(call.request, 'AttachmentShape'), BaseShape: 'AllProperties' }
  const shape = readItemShape(service, { ...call, request: { ItemShape } }, 'item')
  const insideOf = (found: FoundAttachment, path: readonly number[]): Reading => ({
    ...shape.reading,
    inside: { owner: found.id.owner, path },
  })

  return (found) => {
    const { attachment, id } = found
    const holder: ItemView = viewOf(insideOf(found, id.path.slice(0, -1)), found.item)
    const { name, value } = attachmentElement(holder, attachment)
    const facts = valueOf({ name, value })
    if (attachment.kind === 'file') return { name, value: { ...facts, Content: attachment.content } }
    const { mailbox, folder } = found.item
    const item = viewOf(insideOf(found, id.path), { ...attachment.item, mailbox, folder })
    const shown = shape.render(item)
    return { name, value: { ...facts, [shown.name]: withoutPlace(valueOf(shown)) } }
  }
}

function withoutPlace(item: EwsObject): EwsObject {
  return Object.fromEntries(Object.entries(item).filter(([element]) => !OF_PLACE.includes(element)))
}
