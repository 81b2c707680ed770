import type { Attachment, Item } from '../../../calendar/item.js'
import type { EwsElement, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import type { Writing } from '../properties/property.js'
import { asText, isObject, members, presentKeys, text, valueOf } from '../request-parts.js'

/** In bytes. @inferred from the largest message that organizations take by default */
const MAX_CONTENT = 35 * 1024 * 1024
/** How deep items may lie in each other. @inferred */
const MAX_LEVELS = 10
const NUMBER_BYTES = 6

/** What an attachment has beside its item, by element. */
const FACTS = new Set([
  ...['AttachmentId', 'Name', 'ContentType', 'ContentId', 'ContentLocation', 'AttachmentOriginalUrl'],
  ...['Size', 'LastModifiedTime', 'IsInline'],
])

/** The `t:Attachments` of a request. */
export function readAttachments(value: EwsValue, writing: Writing): readonly Attachment[] {
  const elements = isObject(value) ? members(value) : []
  return elements.map((element) => readAttachment(element, writing))
}

/** One attachment of a request; those that are kept elsewhere are unknown here. @source ews.md 5.1 */
export function readAttachment({ name, value }: EwsElement, writing: Writing): Attachment {
  const element = valueOf({ name, value })
  const facts = {
    number: Buffer.from(writing.store.chance.bytes(NUMBER_BYTES)).readUIntBE(0, NUMBER_BYTES),
    name: text(element, 'Name') ?? '',
    isInline: element['IsInline'] === true,
    modifiedAt: writing.now,
    ...optional('contentType', text(element, 'ContentType')),
    ...optional('contentId', text(element, 'ContentId')),
    ...optional('contentLocation', text(element, 'ContentLocation')),
  }
  if (name === 'FileAttachment') {
    const content = Buffer.from(asText(element['Content'] as EwsValue), 'base64')
    if (content.length > MAX_CONTENT) throw new ItemError('ErrorAttachmentSizeLimitExceeded')
    const isContactPhoto = element['IsContactPhoto'] === true
    return { ...facts, kind: 'file', isContactPhoto, content: content.toString('base64') }
  }
  if (name !== 'ItemAttachment') throw new ItemError('ErrorInvalidOperation')
  const [kind] = presentKeys(element).filter((key) => !FACTS.has(key))
  if (kind === undefined) throw new ItemError('ErrorMissingItemForCreateItemAttachment')
  const item = writing.attachedItem({ name: kind, value: element[kind] as EwsValue })
  if (levelsOf(item) >= MAX_LEVELS) throw new ItemError('ErrorAttachmentNestLevelLimitExceeded')
  return { ...facts, kind: 'item', name: facts.name === '' ? item.subject : facts.name, item }
}

function levelsOf({ attachments }: Item): number {
  return attachments.reduce(
    (most, attachment) => (attachment.kind === 'item' ? Math.max(most, 1 + levelsOf(attachment.item)) : most),
    0,
  )
}

function optional<Field extends string>(field: Field, value: string | undefined) {
  return (value === undefined ? {} : { [field]: value }) as { readonly [Name in Field]?: string }
}
