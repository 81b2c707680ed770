import type { ExtendedValue } from './item.js'

export type FolderElement = 'Folder' | 'CalendarFolder' | 'ContactsFolder' | 'TasksFolder'

/** A folder of a mailbox. Folder numbers are the counters inside folder ids; they outlive a move. */
export interface Folder {
  /** The `DistinguishedFolderId`, of folders that every mailbox has from the start. */
  readonly id?: string
  readonly number: number
  readonly parent: number | undefined
  readonly displayName: string
  readonly folderClass: string
  /** The counter in the change key. */
  readonly change: number
  /** By the canonical name of the property (`extended-properties.ts`). */
  readonly extended: Readonly<Record<string, ExtendedValue>>
}

/** The element that shows a folder, by its class. @source ews.md 4.2 */
const ELEMENTS: Readonly<Record<string, FolderElement>> = {
  'IPF.Appointment': 'CalendarFolder',
  'IPF.Contact': 'ContactsFolder',
  'IPF.Task': 'TasksFolder',
}

/** The class of a new folder that says none. @source ews.md 4.2 */
export const NEW_FOLDER_CLASSES: Readonly<Record<FolderElement, string>> = {
  Folder: 'IPF.Note',
  CalendarFolder: 'IPF.Appointment',
  ContactsFolder: 'IPF.Contact',
  TasksFolder: 'IPF.Task',
}

/** A class stands also for those derived from it: `IPF.Contact.RecipientCache` is a contacts folder. */
export function elementOf({ folderClass }: Pick<Folder, 'folderClass'>): FolderElement {
  return ELEMENTS[folderClass] ?? ELEMENTS[folderClass.split('.', 2).join('.')] ?? 'Folder'
}

export function holdsAppointments(folder: Folder): boolean {
  return elementOf(folder) === 'CalendarFolder'
}

/** Whether a folder counts unread mail. */
export function holdsMail({ folderClass }: Folder): boolean {
  return folderClass === 'IPF.Note' || folderClass.startsWith('IPF.Note.')
}

type Row = readonly [id: string, number: number, parent: number | undefined, name: string, kind?: string]

const ROOT = 0x101
const TOP = 0x102
const CONTACTS = 0x10a
const RECOVERABLE = 0x110
const SYNC_ISSUES = 0x115

/** @source ews.md 3.3; @inferred that a mailbox which has never been opened has the last eight */
const ROWS: readonly Row[] = [
  ['root', ROOT, undefined, '', 'IPF'],
  ['msgfolderroot', TOP, ROOT, 'Top of Information Store'],
  ['inbox', 0x103, TOP, 'Inbox'],
  ['drafts', 0x104, TOP, 'Drafts'],
  ['sentitems', 0x105, TOP, 'Sent Items'],
  ['outbox', 0x106, TOP, 'Outbox'],
  ['deleteditems', 0x107, TOP, 'Deleted Items'],
  ['junkemail', 0x108, TOP, 'Junk Email'],
  ['calendar', 0x109, TOP, 'Calendar', 'IPF.Appointment'],
  ['contacts', CONTACTS, TOP, 'Contacts', 'IPF.Contact'],
  ['tasks', 0x10b, TOP, 'Tasks', 'IPF.Task'],
  ['notes', 0x10c, TOP, 'Notes', 'IPF.StickyNote'],
  ['journal', 0x10d, TOP, 'Journal', 'IPF.Journal'],
  ['recoverableitemsroot', RECOVERABLE, ROOT, 'Recoverable Items'],
  ['recoverableitemsdeletions', 0x111, RECOVERABLE, 'Deletions'],
  ['recoverableitemsversions', 0x112, RECOVERABLE, 'Versions'],
  ['recoverableitemspurges', 0x113, RECOVERABLE, 'Purges'],
  ['searchfolders', 0x114, ROOT, 'Finder'],
  ['syncissues', SYNC_ISSUES, TOP, 'Sync Issues'],
  ['conflicts', 0x116, SYNC_ISSUES, 'Conflicts'],
  ['localfailures', 0x117, SYNC_ISSUES, 'Local Failures'],
  ['serverfailures', 0x118, SYNC_ISSUES, 'Server Failures'],
  ['conversationhistory', 0x119, TOP, 'Conversation History'],
  ['recipientcache', 0x11a, CONTACTS, 'Recipient Cache', 'IPF.Contact.RecipientCache'],
  ['imcontactlist', 0x11b, CONTACTS, 'ImContactList', 'IPF.Contact.MOC.ImContactList'],
]

/**
 * The folders of a new mailbox, under the names of an English one. No mailbox keeps records of them until one is
 * changed, so that a mailbox costs nothing.
 */
export const STANDARD_FOLDERS: readonly Folder[] = ROWS.map(
  ([id, number, parent, displayName, folderClass = 'IPF.Note']) => ({
    id,
    number,
    parent,
    displayName,
    folderClass,
    change: number,
    extended: {},
  }),
)

export type KnownFolder =
  'inbox' | 'drafts' | 'calendar' | 'sentitems' | 'deleteditems' | 'recoverableitemsdeletions'

/** The number of a folder that mail and calendar themselves file things into. */
export const FOLDER_NUMBERS: Readonly<Record<KnownFolder, number>> = {
  inbox: numberOf('inbox'),
  drafts: numberOf('drafts'),
  sentitems: numberOf('sentitems'),
  deleteditems: numberOf('deleteditems'),
  calendar: numberOf('calendar'),
  recoverableitemsdeletions: numberOf('recoverableitemsdeletions'),
}

function numberOf(id: KnownFolder): number {
  return STANDARD_FOLDERS.find((folder) => folder.id === id)?.number ?? 0
}
