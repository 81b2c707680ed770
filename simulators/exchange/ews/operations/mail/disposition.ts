import { FOLDER_NUMBERS, type KnownFolder } from '../../../calendar/folders.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import { findTargetFolder } from '../access/folder-reference.js'
import { ItemError } from '../item-error.js'
import { child, text } from '../request-parts.js'
import type { Service } from '../service.js'

/** Where a message is kept. */
export interface Keeping {
  readonly mailbox: string
  readonly folder: number
}

/** What a request wants done with a message. @source ews.md 4.5 */
export interface Disposition {
  readonly sends: boolean
  /** Undefined where no copy is kept. */
  readonly keeps: Keeping | undefined
}

/** `MessageDisposition` and `SavedItemFolderId`: drafts go to Drafts, what is sent to Sent Items. */
export function readDisposition(service: Service, call: OperationCall, self: ActingMailbox): Disposition {
  switch (text(call.request, '@MessageDisposition')) {
    case 'SaveOnly':
      return { sends: false, keeps: keepingOf(service, call, { self, otherwise: 'drafts' }) }
    case 'SendAndSaveCopy':
      return { sends: true, keeps: keepingOf(service, call, { self, otherwise: 'sentitems' }) }
    case 'SendOnly':
      return { sends: true, keeps: undefined }
    default:
      throw new ItemError('ErrorMessageDispositionRequired')
  }
}

/** The folder that a `SavedItemFolderId` names, or the usual one. */
export function keepingOf(
  { store }: Service,
  { request }: OperationCall,
  { self, otherwise }: { readonly self: ActingMailbox; readonly otherwise: KnownFolder },
): Keeping {
  const mailbox = self.mailboxGuid
  const target = child(request, 'SavedItemFolderId')
  if (target === undefined) return { mailbox, folder: FOLDER_NUMBERS[otherwise] }
  const place = findTargetFolder({ store, mailbox, notFound: 'ErrorSavedItemFolderNotFound' }, target)
  return { mailbox: place.mailbox, folder: place.folder.number }
}
