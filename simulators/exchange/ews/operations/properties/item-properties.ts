import { itemEffectiveRights } from '../../../access/permissions/index.js'
import { isMessageItem, type Item } from '../../../calendar/item.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { asText, isObject } from '../request-parts.js'
import { sizeOf } from './item-size.js'
import { property, type Property, type Writing } from './property.js'
import { responseObjectsOf } from './response-objects.js'
import { inItem } from './setters.js'
import { itemIdOf, renderTime, type ItemView } from './view.js'

const RECIPIENTS = { Required: 'to', Optional: 'cc', Resource: 'bcc' } as const
/** Longer subjects are cut. @observed in exchangelib's tests against the product */
const MAX_SUBJECT = 255

/** What every item has. @source ews.md 5.1 */
export const ITEM_PROPERTIES: readonly Property[] = [
  property('item:ItemId', itemIdOf, { shape: 'Default' }),
  property('item:ParentFolderId', ({ reading: { store }, item: { mailbox, folder } }) => ({
    '@Id': store.ids.write({ kind: 'folder', mailbox, folder }),
    '@ChangeKey': store.ids.changeKey('Folder', mailbox, folder),
  })),
  property('item:ItemClass', (view) => view.item.itemClass, { set: setItemClass }),
  property('item:Subject', (view) => view.item.subject, {
    shape: 'Default',
    set: (item, value) => ({ ...item, subject: asText(value).slice(0, MAX_SUBJECT) }),
    clear: (item) => ({ ...item, subject: '' }),
  }),
  property('item:Sensitivity', (view) => view.item.sensitivity, { set: inItem('sensitivity') }),
  property(
    'item:DateTimeReceived',
    timeOf((item) => item.createdAt),
  ),
  property('item:Size', ({ item }) => sizeOf(item)),
  property(
    'item:Categories',
    ({ item }) => (item.categories.length === 0 ? undefined : { String: item.categories }),
    {
      set: (item, value) => ({ ...item, categories: [...new Set(strings(value))] }),
      clear: (item) => ({ ...item, categories: [] }),
    },
  ),
  property('item:Importance', (view) => view.item.importance, { set: inItem('importance') }),
  property('item:InReplyTo', (view) => view.item.inReplyTo, {
    set: inItem('inReplyTo'),
    clear: ({ inReplyTo: _, ...item }) => item,
  }),
  property('item:IsSubmitted', () => false),
  property('item:IsDraft', ({ item }) => isMessageItem(item) && item.message.sentAt === undefined),
  property('item:IsFromMe', isFromOwner, { elsewhere: true }),
  property('item:IsResend', () => false),
  property('item:IsUnmodified', () => false),
  property(
    'item:DateTimeSent',
    timeOf((item) => (isMessageItem(item) ? (item.message.sentAt ?? item.createdAt) : item.createdAt)),
  ),
  property(
    'item:DateTimeCreated',
    timeOf((item) => item.createdAt),
  ),
  property('item:ResponseObjects', responseObjectsOf, { shape: 'Default', listed: false }),
  property('item:DisplayCc', ({ item }) => names(item, 'Optional')),
  property('item:DisplayTo', ({ item }) => names(item, 'Required')),
  property('item:DisplayBcc', ({ item }) => names(item, 'Resource'), { shape: 'asked' }),
  property('item:Culture', (view) => view.item.culture ?? 'en-US', { set: setCulture }),
  property(
    'item:EffectiveRights',
    ({ item, reading: { store, acting } }) => itemEffectiveRights(store, acting ?? item.mailbox, item),
    { elsewhere: true },
  ),
  property('item:LastModifiedName', (view) => view.item.modifiedBy),
  property(
    'item:LastModifiedTime',
    timeOf((item) => item.modifiedAt),
  ),
  property('item:IsAssociated', () => false, { shape: 'Default', since: 2010 }),
  property('item:StoreEntryId', ({ reading: { store }, item }) => entryId(store, item), {
    shape: 'asked',
    since: '2010_SP2',
    set: setStoreEntryId,
  }),
  property('item:InstanceKey', ({ reading: { store }, item }) => entryId(store, item), {
    shape: 'asked',
    since: 2013,
  }),
]

/**
 * An item keeps its type: the class may become one of the same family, as `IPM.Appointment.Lab`.
 * @source MS-OXWSCORE 2.2.4.24 for what is created; for what is updated @inferred
 */
function setItemClass(item: Item, value: EwsValue): Item {
  const itemClass = asText(value)
  const isSame = item.kind === 'CalendarItem' ? isOfFamily(itemClass, 'IPM.Appointment') : itemClass !== ''
  if (!isSame) throw new ItemError('ErrorObjectTypeChanged')
  return { ...item, itemClass }
}

function isOfFamily(itemClass: string, family: string): boolean {
  return `${itemClass}.`.toLowerCase().startsWith(`${family}.`.toLowerCase())
}

/** Refused by 2010, ignored since. @source MS-OXWSCORE appendix C <62> */
function setStoreEntryId(item: Item, _value: EwsValue, { store }: Writing): Item {
  if (store.product.refusesStoreEntryId) throw new ItemError('ErrorInvalidPropertySet')
  return item
}

function setCulture(item: Item, value: EwsValue): Item {
  try {
    Intl.getCanonicalLocales(asText(value))
  } catch {
    throw new ItemError('ErrorUnsupportedCulture')
  }
  return { ...item, culture: asText(value) }
}

/** Whether the owner of the mailbox sent it himself. @source MS-OXCMSG 2.2.1.6, mfFromMe */
function isFromOwner({ item, reading: { store } }: ItemView): boolean {
  if (!isMessageItem(item) || item.message.sentAt === undefined) return false
  const { from, sender = from } = item.message
  return store.recipients.resolve(sender.address)?.mailboxGuid === item.mailbox
}

function timeOf(pick: (item: Item) => Item['createdAt'] | undefined): Property['read'] {
  return ({ item, reading }: ItemView) => {
    const at = pick(item)
    return at === undefined ? undefined : renderTime(reading, at)
  }
}

function strings(value: EwsValue): readonly string[] {
  const texts = isObject(value) ? value['String'] : undefined
  return Array.isArray(texts) ? texts.map(asText) : []
}

/** The names of who is in the field that attendees of a role share with the recipients of mail. */
function names(item: Item, role: keyof typeof RECIPIENTS): string | undefined {
  const people = isMessageItem(item)
    ? item.message[RECIPIENTS[role]]
    : item.event.attendees.filter((attendee) => attendee.role === role).map(({ person }) => person)
  return people.length === 0 ? undefined : people.map(({ name }) => name).join('; ')
}

function entryId(store: ItemView['reading']['store'], { mailbox, folder, number }: Item): string {
  return store.ids.entryId({ kind: 'item', mailbox, folder, number }).toString('base64')
}
