import { createHash } from 'node:crypto'
import type { Instant } from '../../../../../core/index.js'
import { htmlOf, storedBody, textOf } from '../../../../calendar/body/convert-body.js'
import { isMessageItem, type Flag, type Item } from '../../../../calendar/item.js'
import { sizeOf } from '../item-size.js'
import { alias, common, tag, type MapiAlias } from './alias.js'
import { IMPORTANCES, isTrue, numberOf, SENSITIVITIES, timeText, wordOf } from './values.js'

/** A prefix such as `RE: `. @source MS-OXCMSG 2.2.1.9 */
const SUBJECT_PREFIX = /^\S{1,3}: /
const FLAG_STATUSES = ['NotFlagged', 'Complete', 'Flagged'] as const

/** @source MS-OXCMSG 2.2.1.6 */
const MESSAGE_FLAGS = { read: 0x1, unsent: 0x8, hasAttachments: 0x10 } as const
const ENTRY_FORM = 'base64'

/** MAPI properties of every item. @source MS-OXPROPS 2, MS-OXCMSG 2.2.1 */
export const ITEM_ALIASES: readonly MapiAlias[] = [
  tag(
    [0x0037, 'String'],
    ({ item }) => item.subject,
    (item, value) => ({ ...item, subject: value }),
  ),
  tag([0x003d, 'String'], ({ item }) => SUBJECT_PREFIX.exec(item.subject)?.[0] ?? ''),
  tag([0x0e1d, 'String'], ({ item }) => item.subject.replace(SUBJECT_PREFIX, '')),
  tag(
    [0x1000, 'String'],
    ({ item }) => textOf(item.body),
    (item, value) => ({ ...item, body: storedBody('Text', value) }),
  ),
  ...(['String', 'Binary'] as const).map(html),
  tag([0x1016, 'Integer'], ({ item }) => (item.body.type === 'HTML' ? 3 : 1)),
  tag([0x001a, 'String'], ({ item }) => item.itemClass),
  tag(
    [0x0017, 'Integer'],
    ({ item }) => numberOf(IMPORTANCES, item.importance),
    (item, value) => ({ ...item, importance: wordOf(IMPORTANCES, value) }),
  ),
  tag(
    [0x0036, 'Integer'],
    ({ item }) => numberOf(SENSITIVITIES, item.sensitivity),
    (item, value) => ({ ...item, sensitivity: wordOf(SENSITIVITIES, value) }),
  ),
  tag([0x0e23, 'Integer'], ({ item }) => item.number), // grows as items arrive: the UID of IMAP
  tag([0x3007, 'SystemTime'], ({ item }) => timeText(item.createdAt)),
  tag([0x3008, 'SystemTime'], ({ item }) => timeText(item.modifiedAt)),
  tag([0x3ffa, 'String'], ({ item }) => item.modifiedBy),
  tag([0x0fff, 'Binary'], ({ item: { mailbox, folder, number }, reading: { store } }) =>
    store.ids.entryId({ kind: 'item', mailbox, folder, number }).toString(ENTRY_FORM),
  ),
  tag([0x0e09, 'Binary'], ({ item: { mailbox, folder }, reading: { store } }) =>
    store.ids.entryId({ kind: 'folder', mailbox, folder }).toString(ENTRY_FORM),
  ),
  tag([0x300b, 'Binary'], ({ item }) => searchKey(item)),
  tag([0x0e08, 'Integer'], ({ item }) => sizeOf(item)),
  tag([0x0e1b, 'Boolean'], ({ item }) => item.attachments.length > 0),
  tag([0x0e07, 'Integer'], ({ item }) => messageFlags(item), withFlags),
  tag([0x1042, 'String'], ({ item }) => item.inReplyTo),
  {
    ...tag(
      [0x1090, 'Integer'],
      ({ item }) => numberOf(FLAG_STATUSES, item.flag?.status) || undefined,
      (item, value, { now }) => ({ ...item, flag: flagOf(wordOf(FLAG_STATUSES, value), now) }),
    ),
    clear: ({ flag: _, ...item }) => item,
  },
  tag([0x1091, 'SystemTime'], ({ item }) => timeText(item.flag?.completeDate)),
  common(
    [0x8503, 'Boolean'],
    ({ item }) => item.reminderIsSet,
    (item, value) => ({ ...item, reminderIsSet: isTrue(value) }),
  ),
  common(
    [0x8501, 'Integer'],
    ({ item }) => item.reminderMinutes,
    (item, value) => ({ ...item, reminderMinutes: Number(value) }),
  ),
  common(
    [0x8506, 'Boolean'],
    ({ item }) => item.sensitivity === 'Private' || item.sensitivity === 'Confidential',
    (item, value) => ({ ...item, sensitivity: isTrue(value) ? 'Private' : 'Normal' }),
  ),
  {
    ...alias('{00020329-0000-0000-c000-000000000046}/Keywords:StringArray', ({ item }) =>
      item.categories.length === 0 ? undefined : item.categories,
    ),
    clear: (item) => ({ ...item, categories: [] }),
    write: (item, value) => ({
      ...item,
      categories: [...new Set(typeof value === 'string' ? [value] : value)],
    }),
  },
]

/** A flag without dates; what is complete is so now. @observed DavMail flags mail by its MAPI property */
function flagOf(status: Flag['status'], now: Instant): Flag {
  return status === 'Complete' ? { status, completeDate: now } : { status }
}

/** As text, or as the bytes that MAPI keeps. @source MS-OXCMSG 2.2.1.56.9 */
function html(type: 'String' | 'Binary'): MapiAlias {
  const [read, write] =
    type === 'String'
      ? [(text: string) => text, (text: string) => text]
      : [
          (text: string) => Buffer.from(text).toString('base64'),
          (text: string) => Buffer.from(text, 'base64').toString(),
        ]
  return tag(
    [0x1013, type],
    ({ item }) => (item.body.type === 'HTML' ? read(htmlOf(item.body)) : undefined),
    (item, value) => ({ ...item, body: storedBody('HTML', write(value)) }),
  )
}

/** Goes with an item wherever it is moved. @source MS-OXCPRPT 2.2.1.9; its making is @inferred */
function searchKey({ mailbox, createdAt, ...item }: Item): string {
  const own = item.kind === 'Message' ? item.message.internetMessageId : item.event.uid
  return createHash('md5').update(`${mailbox} ${createdAt} ${item.kind} ${own}`).digest(ENTRY_FORM)
}

/**
 * Before it is first saved, a message is read or no draft because its flags say so: that is how tools put received
 * mail into a mailbox. @source MS-OXCMSG 2.2.1.6
 */
function withFlags(item: Item, value: string): Item {
  if (!isMessageItem(item) || item.number !== 0) return item
  const [isRead, isUnsent] = [MESSAGE_FLAGS.read, MESSAGE_FLAGS.unsent].map(
    (bit) => (Number(value) & bit) !== 0,
  )
  const sent = isUnsent === true ? {} : { sentAt: item.createdAt }
  return { ...item, message: { ...item.message, ...sent, isRead: isRead === true } }
}

function messageFlags(item: Item): number {
  const isRead = !isMessageItem(item) || item.message.isRead
  const isUnsent = isMessageItem(item) && item.message.sentAt === undefined
  return (
    (isRead ? MESSAGE_FLAGS.read : 0) |
    (isUnsent ? MESSAGE_FLAGS.unsent : 0) |
    (item.attachments.length > 0 ? MESSAGE_FLAGS.hasAttachments : 0)
  )
}
