import { occurrenceItem } from '../../../calendar/recurrence/occurrences.js'
import type { Attachment, Item } from '../../../calendar/item.js'
import type { AttachmentId } from '../../../calendar/ids/ews-ids.js'
import type { EwsObject } from '../../tree.js'
import { findItem, type ItemHolder, type ItemTarget } from '../access/item-reference.js'
import { ItemError } from '../item-error.js'
import { text } from '../request-parts.js'

/** An attachment, the item of the mailbox that it is in, and the way to it. */
export interface FoundAttachment extends ItemTarget {
  readonly id: AttachmentId
  readonly attachment: Attachment
}

/** Finds what a `t:AttachmentId` names. @source ews.md 2.1; @inferred which code comes when */
export function findAttachment(holder: ItemHolder, reference: EwsObject): FoundAttachment {
  const written = text(reference, '@Id') ?? ''
  if (written === '') throw new ItemError('ErrorInvalidIdEmpty')
  const { ids } = holder.store
  const id = ids.readAttachment(written)
  if (id === undefined)
    throw new ItemError(
      ids.read(written) === undefined ? 'ErrorInvalidIdMalformed' : 'ErrorInvalidAttachmentId',
    )

  const target = findItem(holder, { name: 'ItemId', value: { '@Id': ids.write(id.owner) } })
  const attachment = attachmentAt(shownItem(target), id.path)
  if (attachment === undefined) throw new ItemError('ErrorItemNotFound')
  return { ...target, id, attachment }
}

/** The item, or the occurrence of it that is meant as an item. */
export function shownItem({ item, occurrence }: Pick<ItemTarget, 'item' | 'occurrence'>): Item {
  return occurrence === undefined || item.kind !== 'CalendarItem' ? item : occurrenceItem(item, occurrence)
}

function attachmentAt(item: Item, [number, ...rest]: readonly number[]): Attachment | undefined {
  const found = item.attachments.find((attachment) => attachment.number === number)
  if (rest.length === 0 || found?.kind !== 'item') return rest.length === 0 ? found : undefined
  return attachmentAt(found.item, rest)
}

/** An item without the attachment at the end of a path. */
export function withoutAttachment<I extends Item>(item: I, [number, ...rest]: readonly number[]): I {
  return {
    ...item,
    attachments: item.attachments.flatMap((attachment) => {
      if (attachment.number !== number) return [attachment]
      if (rest.length === 0 || attachment.kind !== 'item') return []
      return [{ ...attachment, item: withoutAttachment(attachment.item, rest) }]
    }),
  }
}
