import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { actingMailbox } from '../access/acting.js'
import { findFolder } from '../access/folder-reference.js'
import { answerEach } from '../item-error.js'
import { readFolderShape } from '../properties/folder-shape.js'
import { child, members } from '../request-parts.js'
import type { Service } from '../service.js'

/** GetFolder: one response message for each folder. @source ews.md 4.2 */
export function createGetFolder({ store }: Service): CallOperation {
  return {
    name: 'GetFolder',
    handle(call) {
      const mailbox = actingMailbox(store, call).mailboxGuid
      const render = readFolderShape(store, call)
      const messages = answerEach(
        members(child(call.request, 'FolderIds')),
        (reference) => {
          const place = findFolder({ store, mailbox, notFound: 'ErrorFolderNotFound' }, reference)
          return success({ Folders: { $each: [render(place)] } })
        },
        { Folders: {} },
      )
      return responseMessages('GetFolder', messages)
    },
  }
}
