import { folderStream } from '../calendar/collections.js'
import type { CalendarStore } from '../calendar/store.js'
import type { ErrorCode } from '../ews/error-texts.js'
import type { OperationCall } from '../ews/operation.js'
import type { EwsElement, EwsObject } from '../ews/tree.js'
import type { FolderLookup } from './event-source.js'
import { objectOf, textOf } from './read-request.js'

type Store = Pick<
  CalendarStore,
  'ids' | 'folder' | 'folderByDistinguishedId' | 'mailbox' | 'mailboxByAddress'
>

/** The folder that a member of `FolderIds` names: by its id, or by its role in a mailbox. @source ews.md 3.3 */
export function findFolder(store: Store, call: OperationCall, { name, value }: EwsElement): FolderLookup {
  const reference = objectOf(value)
  const id = textOf(reference['@Id'])
  return name === 'FolderId' ? findById(store, id) : findByRole(store, call, { id, reference })
}

function findById(store: Store, id: string): FolderLookup {
  const named = store.ids.read(id)
  if (named === undefined) return failed('ErrorInvalidIdMalformed')
  if (named.kind !== 'folder' || store.mailbox(named.mailbox) === undefined)
    return failed('ErrorFolderNotFound')
  return found(store, named.mailbox, named.folder)
}

function findByRole(
  store: Store,
  { caller }: OperationCall,
  { id, reference }: { readonly id: string; readonly reference: EwsObject },
): FolderLookup {
  const owner = reference['Mailbox'] as EwsObject | undefined
  const mailboxGuid =
    owner === undefined
      ? caller.mailbox?.mailboxGuid
      : store.mailboxByAddress(textOf(owner['EmailAddress'] ?? ''))?.guid
  if (mailboxGuid === undefined) return failed('ErrorNonExistentMailbox')
  const folder = store.folderByDistinguishedId(mailboxGuid, id)
  return folder === undefined ? failed('ErrorFolderNotFound') : found(store, mailboxGuid, folder.number)
}

function found(store: Store, mailboxGuid: string, folder: number): FolderLookup {
  if (store.folder(mailboxGuid, folder) === undefined) return failed('ErrorFolderNotFound')
  return { kind: 'found', folder: { mailboxGuid, stream: folderStream(mailboxGuid, folder) } }
}

function failed(code: ErrorCode): FolderLookup {
  return { kind: 'error', code }
}
