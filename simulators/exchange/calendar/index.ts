export { createCalendarStore, type CalendarStore, type CalendarStoreOptions } from './store.js'
export type { Calendar, NamedProperties, RecipientLookup } from './calendar.js'
export { defaultProcessing, type CalendarProcessing } from './calendar-processing.js'
export {
  folderKey,
  folderStream,
  items,
  mailboxes,
  outboundMail,
  type Mailbox,
  type OutboundMail,
} from './collections.js'
export { EVENTS, isItemReason, type EventName, type ItemReason } from './events.js'
export {
  FOLDERS,
  folderByDistinguishedId,
  folderByNumber,
  FOLDER_NUMBERS,
  foldersBelow,
  type Folder,
} from './folders.js'
export { itemKey, type CalendarItem, type Item, type ItemKind, type MeetingMessage } from './item.js'
export { readChangeKey, writeTypeOnlyChangeKey } from './ids/change-key.js'
export { recordKey, type EwsId, type EwsIds } from './ids/ews-ids.js'
