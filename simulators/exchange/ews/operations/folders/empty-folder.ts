import { emptyFolder, type Disposal } from '../../../calendar/disposal.js'
import { holdsAppointments, type Folder } from '../../../calendar/folders.js'
import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { actingMailbox } from '../access/acting.js'
import { findFolder } from '../access/folder-reference.js'
import { answerEach, ItemError } from '../item-error.js'
import { child, members, text } from '../request-parts.js'
import type { Service } from '../service.js'

/** EmptyFolder: deletes what is in folders. @source web-service-reference, EmptyFolder operation */
export function createEmptyFolder({ store }: Service): CallOperation {
  return {
    name: 'EmptyFolder',
    handle(call) {
      const self = actingMailbox(store, call)
      const disposal = text(call.request, '@DeleteType') as Disposal
      const withFolders = call.request['@DeleteSubFolders'] === true
      const messages = answerEach(members(child(call.request, 'FolderIds')), (reference) => {
        const held = {
          store,
          mailbox: self.mailboxGuid,
          notFound: 'ErrorFolderNotFound',
          needs: 'own',
        } as const
        const place = findFolder(held, reference)
        if (!canBeEmptied(place.folder)) throw new ItemError('ErrorCannotEmptyFolder')
        const changes = store.changes(self.displayName)
        emptyFolder(changes, place, { disposal, withFolders })
        changes.commit(call.interaction.id)
        return success()
      })
      return responseMessages('EmptyFolder', messages)
    },
  }
}

/** Calendars are never emptied in one go, nor the mailbox as a whole. @observed exchangelib 4.9 (`Folder.wipe`) */
function canBeEmptied(folder: Folder): boolean {
  return !holdsAppointments(folder) && folder.id !== 'root' && folder.id !== 'msgfolderroot'
}
