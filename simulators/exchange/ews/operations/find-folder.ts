import { childFolders, foldersBelow } from '../../calendar/folders.js'
import type { CallOperation } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import { actingMailbox } from './access/acting.js'
import { findFolder } from './access/folder-reference.js'
import { readPaging } from './find/paging.js'
import { answerEach, ItemError } from './item-error.js'
import { readFolderShape } from './properties/folder-shape.js'
import { child, members, text } from './request-parts.js'
import type { Service } from './service.js'

/** FindFolder: a page of the folders below others. @source ews.md 4.2 */
export function createFindFolder({ store }: Service): CallOperation {
  return {
    name: 'FindFolder',
    handle(call) {
      const { request } = call
      const mailbox = actingMailbox(store, call).mailboxGuid
      const render = readFolderShape(store, call)
      const below = TRAVERSALS[text(request, '@Traversal') ?? ''] ?? (() => [])
      const messages = answerEach(members(child(request, 'ParentFolderIds')), (reference) => {
        if (request['Restriction'] !== undefined) throw new ItemError('ErrorInvalidOperation')
        const parent = findFolder({ store, mailbox, notFound: 'ErrorFolderNotFound' }, reference)
        const { items, ...counts } = readPaging(request)(below(parent.folder.number))
        const folders = items.map((folder) => render({ mailbox: parent.mailbox, folder }))
        return success({ RootFolder: { ...counts, Folders: { $each: folders } } })
      })
      return responseMessages('FindFolder', messages)
    },
  }
}

/** No folder can be deleted here, so that none is found among the soft-deleted. */
const TRAVERSALS: Readonly<Record<string, typeof childFolders>> = {
  Shallow: childFolders,
  Deep: foldersBelow,
}
