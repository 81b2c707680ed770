/** A folder that every mailbox has from the start. Folder numbers are the counters inside folder ids. */
export interface Folder {
  /** The `DistinguishedFolderId`. */
  readonly id: string
  readonly number: number
  readonly parent: number | undefined
  readonly displayName: string
  readonly folderClass: string
  /** The element that shows it, by its folder class. @source ews.md 4.2 */
  readonly element: 'Folder' | 'CalendarFolder' | 'ContactsFolder' | 'TasksFolder' | 'SearchFolder'
}

const ROOT = 0x101
const TOP = 0x102
const RECOVERABLE = 0x110

/** The folders of a new mailbox, under the names of an English one. */
export const FOLDERS: readonly Folder[] = [
  { id: 'root', number: ROOT, parent: undefined, displayName: '', folderClass: 'IPF', element: 'Folder' },
  note('Top of Information Store', 'msgfolderroot', { number: TOP, parent: ROOT }),
  note('Inbox', 'inbox', { number: 0x103, parent: TOP }),
  note('Drafts', 'drafts', { number: 0x104, parent: TOP }),
  note('Sent Items', 'sentitems', { number: 0x105, parent: TOP }),
  note('Outbox', 'outbox', { number: 0x106, parent: TOP }),
  note('Deleted Items', 'deleteditems', { number: 0x107, parent: TOP }),
  note('Junk Email', 'junkemail', { number: 0x108, parent: TOP }),
  {
    id: 'calendar',
    number: 0x109,
    parent: TOP,
    displayName: 'Calendar',
    folderClass: 'IPF.Appointment',
    element: 'CalendarFolder',
  },
  {
    id: 'contacts',
    number: 0x10a,
    parent: TOP,
    displayName: 'Contacts',
    folderClass: 'IPF.Contact',
    element: 'ContactsFolder',
  },
  {
    id: 'tasks',
    number: 0x10b,
    parent: TOP,
    displayName: 'Tasks',
    folderClass: 'IPF.Task',
    element: 'TasksFolder',
  },
  {
    id: 'notes',
    number: 0x10c,
    parent: TOP,
    displayName: 'Notes',
    folderClass: 'IPF.StickyNote',
    element: 'Folder',
  },
  {
    id: 'journal',
    number: 0x10d,
    parent: TOP,
    displayName: 'Journal',
    folderClass: 'IPF.Journal',
    element: 'Folder',
  },
  note('Recoverable Items', 'recoverableitemsroot', { number: RECOVERABLE, parent: ROOT }),
  note('Deletions', 'recoverableitemsdeletions', { number: 0x111, parent: RECOVERABLE }),
  note('Versions', 'recoverableitemsversions', { number: 0x112, parent: RECOVERABLE }),
  note('Purges', 'recoverableitemspurges', { number: 0x113, parent: RECOVERABLE }),
]

export type KnownFolder = 'inbox' | 'calendar' | 'sentitems' | 'deleteditems' | 'recoverableitemsdeletions'

/** The number of a folder that the calendar itself files things into. */
export const FOLDER_NUMBERS: Readonly<Record<KnownFolder, number>> = {
  inbox: 0x103,
  sentitems: 0x105,
  deleteditems: 0x107,
  calendar: 0x109,
  recoverableitemsdeletions: 0x111,
}

export function folderByNumber(number: number): Folder | undefined {
  return FOLDERS.find((folder) => folder.number === number)
}

export function folderByDistinguishedId(id: string): Folder | undefined {
  return FOLDERS.find((folder) => folder.id === id)
}

export function childFolders(parent: number): readonly Folder[] {
  return FOLDERS.filter((folder) => folder.parent === parent)
}

/** All folders below a folder, parents before their children. */
export function foldersBelow(parent: number): readonly Folder[] {
  return childFolders(parent).flatMap((folder) => [folder, ...foldersBelow(folder.number)])
}

export function holdsAppointments(folder: Folder): boolean {
  return folder.folderClass === 'IPF.Appointment'
}

function note(
  displayName: string,
  id: string,
  place: { readonly number: number; readonly parent: number },
): Folder {
  return { id, ...place, displayName, folderClass: 'IPF.Note', element: 'Folder' }
}
