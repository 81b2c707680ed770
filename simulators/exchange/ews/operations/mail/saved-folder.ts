import { FOLDER_NUMBERS, type KnownFolder } from '../../../calendar/folders.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import { findTargetFolder } from '../access/folder-reference.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'

/** Where a message is kept. */
export interface SavedIn {
  readonly mailbox: string
  readonly folder: number
}

/** The folder that a `SavedItemFolderId` names, or the usual one. @source ews.md 4.5 */
export function savedFolder(
  { store }: Service,
  { request }: OperationCall,
  { self, otherwise }: { readonly self: ActingMailbox; readonly otherwise: KnownFolder },
): SavedIn {
  const mailbox = self.mailboxGuid
  const target = child(request, 'SavedItemFolderId')
  if (target === undefined) return { mailbox, folder: FOLDER_NUMBERS[otherwise] }
  const reference = { store, mailbox, notFound: 'ErrorSavedItemFolderNotFound', needs: 'create' } as const
  const place = findTargetFolder(reference, target)
  return { mailbox: place.mailbox, folder: place.folder.number }
}
