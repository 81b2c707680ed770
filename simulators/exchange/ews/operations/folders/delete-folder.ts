import { disposeOfFolder, type Disposal } from '../../../calendar/disposal.js'
import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { actingMailbox } from '../access/acting.js'
import { findFolder } from '../access/folder-reference.js'
import { answerEach, ItemError } from '../item-error.js'
import { child, members, text } from '../request-parts.js'
import type { Service } from '../service.js'

/** DeleteFolder: folders with all that is in them. @source ews.md 4.2 */
export function createDeleteFolder({ store }: Service): CallOperation {
  return {
    name: 'DeleteFolder',
    handle(call) {
      const self = actingMailbox(store, call)
      const disposal = text(call.request, '@DeleteType') as Disposal
      const messages = answerEach(members(child(call.request, 'FolderIds')), (reference) => {
        const held = {
          store,
          mailbox: self.mailboxGuid,
          notFound: 'ErrorFolderNotFound',
          needs: 'own',
        } as const
        const place = findFolder(held, reference)
        if (place.folder.id !== undefined) throw new ItemError('ErrorDeleteDistinguishedFolder')
        const changes = store.changes(self.displayName)
        disposeOfFolder(changes, place, disposal)
        changes.commit(call.interaction.id)
        return success()
      })
      return responseMessages('DeleteFolder', messages)
    },
  }
}
