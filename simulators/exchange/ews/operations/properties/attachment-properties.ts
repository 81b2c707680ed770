import type { Item } from '../../../calendar/item.js'
import type { EwsElement, EwsValue } from '../../tree.js'
import { attachmentElement } from '../attachments/attachment-elements.js'
import { readAttachments } from '../attachments/read-attachment.js'
import { ItemError } from '../item-error.js'
import { property, type Property, type Writing } from './property.js'
import type { ItemView } from './view.js'

const PATH: EwsElement = { name: 'FieldURI', value: { '@FieldURI': 'item:Attachments' } }

/** What is attached to an item. @source ews.md 3.1, 5.1 */
export const ATTACHMENT_PROPERTIES: readonly Property[] = [
  property('item:Attachments', attachments, { listed: false, set: setAttachments }),
  property('item:HasAttachments', ({ item }) => item.attachments.some(({ isInline }) => !isInline), {
    shape: 'Default',
  }),
]

function attachments(view: ItemView): EwsValue {
  const found = view.item.attachments
  return found.length === 0 ? undefined : { $each: found.map((one) => attachmentElement(view, one)) }
}

/** Only with the item itself; later there is CreateAttachment. @source ews.md 4.6 */
function setAttachments(item: Item, value: EwsValue, writing: Writing): Item {
  if (item.number !== 0) throw new ItemError('ErrorInvalidPropertySet', PATH)
  return { ...item, attachments: [...item.attachments, ...readAttachments(value, writing)] }
}
