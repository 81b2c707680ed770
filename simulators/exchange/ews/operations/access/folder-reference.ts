import type { CalendarStore } from '../../../calendar/store.js'
import type { Folder } from '../../../calendar/folders.js'
import type { ErrorCode } from '../../error-texts.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { child, isObject, text, valueOf } from '../request-parts.js'
import { checkFolderRights, type FolderNeed } from './folder-needs.js'

export type { FolderNeed } from './folder-needs.js'

/** A folder of a mailbox. */
export interface FolderPlace {
  readonly mailbox: string
  readonly folder: Folder
}

/** Who refers to a folder, and what the operation calls a folder that is not there. */
export interface FolderReference {
  readonly store: CalendarStore
  readonly mailbox: string
  readonly notFound: ErrorCode
  /** What is done with the folder, which may be somebody else's. Default: nothing but seeing it. */
  readonly needs?: FolderNeed
}

/** Finds the folder that a `FolderId` or `DistinguishedFolderId` names. @source ews.md 3.3 */
export function findFolder(reference: FolderReference, element: EwsElement): FolderPlace {
  const value = valueOf(element)
  if (element.name === 'DistinguishedFolderId') return distinguished(reference, value)
  if (element.name !== 'FolderId') throw new ItemError(reference.notFound)

  const id = text(value, '@Id') ?? ''
  if (id === '') throw new ItemError('ErrorInvalidIdEmpty')
  const read = reference.store.ids.read(id)
  if (read === undefined) throw new ItemError('ErrorInvalidIdMalformed')
  if (read.kind !== 'folder') throw new ItemError('ErrorCannotUseItemIdForFolderId')
  return allowed(reference, read.mailbox, reference.store.folder(read.mailbox, read.folder))
}

/** The folder of a mailbox, if it is there and who refers to it may. */
function allowed(reference: FolderReference, mailbox: string, folder: Folder | undefined): FolderPlace {
  const { store, mailbox: acting, notFound, needs = 'see' } = reference
  if (folder === undefined || store.mailbox(mailbox) === undefined) throw new ItemError(notFound)
  checkFolderRights(store, { mailbox, folder: folder.number }, { acting, needs, notFound })
  return { mailbox, folder }
}

/** The folder in a `TargetFolderId`, which holds exactly one reference. */
export function findTargetFolder(reference: FolderReference, target: EwsObject): FolderPlace {
  for (const [name, value] of Object.entries(target)) {
    if (isObject(value)) return findFolder(reference, { name, value })
  }
  throw new ItemError(reference.notFound)
}

/** `t:Mailbox` names somebody else's folder: without a permission it looks as if it were not there. */
function distinguished(reference: FolderReference, value: EwsObject): FolderPlace {
  const { store, mailbox } = reference
  const owner = text(child(value, 'Mailbox'), 'EmailAddress')
  const guid = owner === undefined ? mailbox : store.mailboxByAddress(owner)?.guid
  if (guid === undefined) throw new ItemError('ErrorNonExistentMailbox')
  return allowed(reference, guid, store.folderByDistinguishedId(guid, text(value, '@Id') ?? ''))
}
