import { rightsOn } from '../../../access/permissions/index.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { actingMailbox } from '../access/acting.js'
import { findFolder, type FolderPlace } from '../access/folder-reference.js'
import { comparable } from '../find/comparable.js'
import { readPaging } from '../find/paging.js'
import { readRestriction, type OperandOf } from '../find/restriction.js'
import { answerEach } from '../item-error.js'
import { elementOf, type Folder } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { isExtended, readExtended } from '../properties/extended.js'
import { folderExtended, type FolderView } from '../properties/folder-properties.js'
import { readFolderShape, rowsFor } from '../properties/folder-shape.js'
import { child, members, text } from '../request-parts.js'
import type { Service } from '../service.js'

/** FindFolder: a page of the folders below others. @source ews.md 4.2 */
export function createFindFolder({ store }: Service): CallOperation {
  return {
    name: 'FindFolder',
    handle(call) {
      const { request } = call
      const mailbox = actingMailbox(store, call).mailboxGuid
      const render = readFolderShape(store, call)
      const messages = answerEach(members(child(request, 'ParentFolderIds')), (reference) => {
        const matches = readRestriction(readOperand, child(request, 'Restriction'))
        const pages = readPaging<FolderView>(request)
        const parent = findFolder({ store, mailbox, notFound: 'ErrorFolderNotFound' }, reference)
        const found = viewsBelow(store, call, parent).filter(matches)
        const { items, ...counts } = pages.of(found)
        return success({ RootFolder: { ...counts, Folders: { $each: items.map(render) } } })
      })
      return responseMessages('FindFolder', messages)
    },
  }
}

type Below = (store: CalendarStore, parent: FolderPlace) => readonly Folder[]

/** No folder stays where it was when it is deleted, so that none is found among the soft-deleted. @source ews.md 6 */
const TRAVERSALS: Readonly<Record<string, Below>> = {
  Shallow: (store, { mailbox, folder }) => store.childFolders(mailbox, folder.number),
  Deep: (store, { mailbox, folder }) => store.foldersBelow(mailbox, folder.number),
  SoftDeleted: () => [],
}

function viewsBelow(store: CalendarStore, call: OperationCall, parent: FolderPlace): readonly FolderView[] {
  const below = TRAVERSALS[text(call.request, '@Traversal') ?? '']?.(store, parent) ?? []
  const acting = call.caller.mailbox?.mailboxGuid
  const { mailbox } = parent
  return below
    .filter(({ number }) => rightsOn(store, acting, { mailbox, folder: number }).isFolderVisible)
    .map((folder) => ({ mailbox, folder, store, acting }))
}

/** What a path means in a restriction on folders. */
const readOperand: OperandOf<FolderView> = (path) => {
  if (!isExtended(path)) {
    return (view) => comparable(rowsFor(path, elementOf(view.folder))[0]?.read(view))
  }
  const name = readExtended(path)
  return (view) => {
    const value = folderExtended(view, name)?.value
    return typeof value === 'string' ? comparable(value) : value?.join(' ')
  }
}
