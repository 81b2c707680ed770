import { entriesOfNewFolder, permissionWrites } from '../../../access/permissions/index.js'
import { siblingNamed } from '../../../calendar/folder-names.js'
import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { actingMailbox } from '../access/acting.js'
import { findTargetFolder } from '../access/folder-reference.js'
import { answerEach, ItemError } from '../item-error.js'
import { folderWithId } from '../properties/folder-shape.js'
import { child, members } from '../request-parts.js'
import type { Service } from '../service.js'
import { readNewFolder } from './folder-fields.js'

/** Folders that clients cannot make here: what they show is a search. */
const SEARCH = 'SearchFolder'

/** CreateFolder: folders of every class but search folders. @source ews.md 4.2 */
export function createCreateFolder({ store }: Service): CallOperation {
  return {
    name: 'CreateFolder',
    handle(call) {
      const self = actingMailbox(store, call)
      const reference = {
        store,
        mailbox: self.mailboxGuid,
        notFound: 'ErrorParentFolderNotFound',
        needs: 'createFolder',
      } as const
      const messages = answerEach(
        members(child(call.request, 'Folders')),
        (element) => {
          if (element.name === SEARCH) throw new ItemError('ErrorInvalidOperation')
          const parent = findTargetFolder(reference, child(call.request, 'ParentFolderId') ?? {})
          const { entries, ...fields } = readNewFolder(store, element)
          if (siblingNamed(store, parent, fields.displayName) !== undefined)
            throw new ItemError('ErrorFolderExists')

          const changes = store.changes(self.displayName)
          const { mailbox } = parent
          const folder = changes.createFolder(mailbox, { ...fields, parent: parent.folder.number })
          const above = { mailbox, folder: parent.folder.number }
          const rights = entries ?? entriesOfNewFolder(store, above, self.mailboxGuid)
          changes.also(permissionWrites({ mailbox, folder: folder.number }, rights))
          changes.commit(call.interaction.id)
          return success({
            Folders: { $each: [folderWithId({ store, mailbox, folder, acting: undefined })] },
          })
        },
        { Folders: {} },
      )
      return responseMessages('CreateFolder', messages)
    },
  }
}
