import { reads, rightsOn, type FolderRights } from '../../../access/permissions/index.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { ErrorCode } from '../../error-texts.js'
import { ItemError } from '../item-error.js'

/** What an operation does with a folder beyond knowing it. */
export type FolderNeed = 'see' | 'read' | 'create' | 'createFolder' | 'own'

const NEEDS: Readonly<Record<FolderNeed, (rights: FolderRights) => boolean>> = {
  see: () => true,
  read: (rights) => reads(rights, 'FullDetails'),
  create: ({ canCreateItems }) => canCreateItems,
  createFolder: ({ canCreateSubFolders }) => canCreateSubFolders,
  own: ({ isFolderOwner }) => isFolderOwner,
}

interface Wish {
  readonly acting: string
  readonly needs: FolderNeed
  readonly notFound: ErrorCode
}

/** A folder that is not visible to who acts is not there; in a visible one not everything is allowed. @source ews.md 3.3 */
export function checkFolderRights(
  store: CalendarStore,
  folder: { readonly mailbox: string; readonly folder: number },
  { acting, needs, notFound }: Wish,
): void {
  if (folder.mailbox === acting) return
  const rights = rightsOn(store, acting, folder)
  if (!rights.isFolderVisible) throw new ItemError(notFound)
  if (!NEEDS[needs](rights)) throw new ItemError('ErrorAccessDenied')
}
