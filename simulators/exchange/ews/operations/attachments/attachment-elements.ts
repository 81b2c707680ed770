import type { Attachment } from '../../../calendar/item.js'
import type { AttachmentId } from '../../../calendar/ids/ews-ids.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { sizeOf } from '../properties/item-size.js'
import { renderUtc, type ItemView } from '../properties/view.js'

/** Where an item is: by itself, as an occurrence, or inside others. */
export function placeOf({ item, occurrence, reading }: ItemView): AttachmentId {
  if (reading.inside !== undefined) return reading.inside
  const { mailbox, folder, number } = item
  if (occurrence === undefined) return { owner: { kind: 'item', mailbox, folder, number }, path: [] }
  return { owner: { kind: 'occurrence', mailbox, folder, number, date: occurrence.date }, path: [] }
}

/** What is told of an attachment without its content. @source web-service-reference, FileAttachment */
export function attachmentElement(view: ItemView, attachment: Attachment): EwsElement {
  const { number, name, contentType, contentId, contentLocation, isInline, modifiedAt } = attachment
  const { owner, path } = placeOf(view)
  const facts: EwsObject = {
    AttachmentId: { '@Id': view.reading.store.ids.writeAttachment({ owner, path: [...path, number] }) },
    Name: name,
    ContentType: contentType,
    ContentId: contentId,
    ContentLocation: contentLocation,
    Size: sizeOfAttachment(attachment),
    LastModifiedTime: renderUtc(view.reading, modifiedAt),
    IsInline: isInline,
  }
  if (attachment.kind === 'item') return { name: 'ItemAttachment', value: facts }
  return { name: 'FileAttachment', value: { ...facts, IsContactPhoto: attachment.isContactPhoto } }
}

function sizeOfAttachment(attachment: Attachment): number {
  return attachment.kind === 'file'
    ? Buffer.byteLength(attachment.content, 'base64')
    : sizeOf(attachment.item)
}
