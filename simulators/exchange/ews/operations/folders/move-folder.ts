import { isBelow } from '../../../calendar/disposal.js'
import { copyFolder } from '../../../calendar/folder-copies.js'
import { siblingNamed } from '../../../calendar/folder-names.js'
import type { Changes } from '../../../calendar/changes.js'
import type { Folder } from '../../../calendar/folders.js'
import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { actingMailbox } from '../access/acting.js'
import { findFolder, findTargetFolder } from '../access/folder-reference.js'
import { answerEach, ItemError } from '../item-error.js'
import { folderWithId } from '../properties/folder-shape.js'
import { child, members } from '../request-parts.js'
import type { Service } from '../service.js'

interface Transfer {
  readonly mailbox: string
  readonly folder: Folder
  readonly into: Folder
}

/** MoveFolder: folders, with all that is in them, into another; their ids stay. @source ews.md 2.1, 4.2 */
export function createMoveFolder(service: Service): CallOperation {
  return transferOperation(service, 'MoveFolder', (changes, { mailbox, folder, into }) => {
    if (folder.id !== undefined) throw new ItemError('ErrorMoveDistinguishedFolder')
    return changes.updateFolder(mailbox, { ...folder, parent: into.number }, 'FolderMoved')
  })
}

/** CopyFolder: the same, and the original stays. */
export function createCopyFolder(service: Service): CallOperation {
  return transferOperation(service, 'CopyFolder', (changes, { mailbox, ...transfer }) =>
    copyFolder(changes, mailbox, transfer),
  )
}

function transferOperation(
  { store }: Service,
  name: string,
  transfer: (changes: Changes, what: Transfer) => Folder,
): CallOperation {
  return {
    name,
    handle(call) {
      const self = actingMailbox(store, call)
      const held = { store, mailbox: self.mailboxGuid }
      const target = child(call.request, 'ToFolderId') ?? {}
      const messages = answerEach(
        members(child(call.request, 'FolderIds')),
        (reference) => {
          const to = findTargetFolder(
            { ...held, notFound: 'ErrorToFolderNotFound', needs: 'createFolder' },
            target,
          )
          const from = findFolder({ ...held, notFound: 'ErrorFolderNotFound', needs: 'own' }, reference)
          const { mailbox, folder } = from
          if (to.mailbox !== mailbox) throw new ItemError('ErrorCrossMailboxMoveCopy')
          const changes = store.changes(self.displayName)
          if (folder.number === to.folder.number || isBelow(changes, to, folder))
            throw new ItemError('ErrorMoveCopyFailed')
          const other = siblingNamed(store, to, folder.displayName)
          if (other !== undefined) throw new ItemError('ErrorFolderExists')

          const moved = transfer(changes, { mailbox, folder, into: to.folder })
          changes.commit(call.interaction.id)
          return success({
            Folders: { $each: [folderWithId({ store, mailbox, folder: moved, acting: undefined })] },
          })
        },
        { Folders: {} },
      )
      return responseMessages(name, messages)
    },
  }
}
