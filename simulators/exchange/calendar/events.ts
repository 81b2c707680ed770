/**
 * What happened to an item, as every write of this subsystem says it, and which notification events that
 * raises on the folder in whose stream the change stands. `FolderModifiedEvent` is a ModifiedEvent with a
 * FolderId. @source ews.md 6
 */
export const EVENTS = {
  CalendarItemCreated: ['CreatedEvent', 'FreeBusyChangedEvent', 'FolderModifiedEvent'],
  CalendarItemUpdated: ['ModifiedEvent', 'FreeBusyChangedEvent', 'FolderModifiedEvent'],
  MeetingCopyCreated: ['CreatedEvent', 'ModifiedEvent', 'FreeBusyChangedEvent', 'FolderModifiedEvent'],
  MeetingCopyUpdated: ['ModifiedEvent', 'FreeBusyChangedEvent', 'FolderModifiedEvent'],
  ResponseRecorded: ['ModifiedEvent', 'FolderModifiedEvent'],
  MessageDelivered: ['NewMailEvent', 'CreatedEvent', 'FolderModifiedEvent'],
  MessageSaved: ['CreatedEvent', 'FolderModifiedEvent'],
  MessageUpdated: ['ModifiedEvent', 'FolderModifiedEvent'],
  /** The write that takes the item out of the old folder; `CalendarStore.movedTo` finds where it went. */
  ItemMovedOut: ['MovedEvent', 'FolderModifiedEvent'],
  /** The write that puts the item into the new folder; its record's `movedFrom` is the old key. */
  ItemMovedIn: ['MovedEvent', 'FolderModifiedEvent'],
  /** A copy is documented as such and shown as a new item: it is told as both. @source ews.md 6 */
  ItemCopied: ['CopiedEvent', 'CreatedEvent', 'FolderModifiedEvent'],
  ItemDeleted: ['DeletedEvent', 'FolderModifiedEvent'],
} as const

/**
 * What happened to a folder, and which events that raises: about itself and, as `FolderModifiedEvent`, about the
 * folders that it is in and was in. @source ews.md 6; @inferred that a changed folder leaves its parent as it was
 */
export const FOLDER_EVENTS = {
  FolderCreated: ['CreatedEvent', 'FolderModifiedEvent'],
  FolderUpdated: ['ModifiedEvent'],
  FolderMoved: ['MovedEvent', 'FolderModifiedEvent'],
  FolderDeleted: ['DeletedEvent', 'FolderModifiedEvent'],
} as const

export type FolderReason = keyof typeof FOLDER_EVENTS

export function isFolderReason(reason: string): reason is FolderReason {
  return Object.hasOwn(FOLDER_EVENTS, reason)
}

/** The reason of a write to an item. */
export type ItemReason = keyof typeof EVENTS

export type EventName = (typeof EVENTS)[ItemReason][number]

export function isItemReason(reason: string): reason is ItemReason {
  return Object.hasOwn(EVENTS, reason)
}
