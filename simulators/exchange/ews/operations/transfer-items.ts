import type { Changes } from '../../calendar/changes.js'
import type { Item } from '../../calendar/item.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findTargetFolder } from './access/folder-reference.js'
import type { ItemNeed } from './access/item-needs.js'
import { findItem } from './access/item-reference.js'
import { answerEach, ItemError } from './item-error.js'
import { readingOf } from './properties/item-shape.js'
import { itemIdOf, viewOf } from './properties/view.js'
import { child, members } from './request-parts.js'
import type { Service } from './service.js'

/** How items get to another folder, and what that needs where they are. */
interface Transfer {
  readonly name: 'MoveItem' | 'CopyItem'
  readonly needs: ItemNeed
  readonly transfer: (changes: Changes, item: Item, folder: number) => Item
}

/** MoveItem and CopyItem: items of one mailbox into another of its folders. @source ews.md 2.1, 6 */
export function transferOperation(service: Service, how: Transfer): CallOperation {
  return {
    name: how.name,
    handle(call) {
      const messages = answerEach(
        members(child(call.request, 'ItemIds')),
        (reference) => transferOne(service, call, { how, reference }),
        { Items: {} },
      )
      return responseMessages(how.name, messages)
    },
  }
}

/** New ids are told unless the client does not want them. @source web-service-reference, ReturnNewItemIds */
function transferOne(
  service: Service,
  call: OperationCall,
  { how, reference }: { readonly how: Transfer; readonly reference: EwsElement },
): EwsObject {
  const { store } = service
  const self = actingMailbox(store, call)
  const held = { store, mailbox: self.mailboxGuid }
  const target = child(call.request, 'ToFolderId') ?? {}
  const to = findTargetFolder({ ...held, notFound: 'ErrorToFolderNotFound', needs: 'create' }, target)
  const { item, occurrence } = findItem({ ...held, needs: how.needs }, reference)
  if (occurrence !== undefined) throw new ItemError('ErrorCalendarCannotMoveOrCopyOccurrence')
  if (item.mailbox !== to.mailbox) throw new ItemError('ErrorCrossMailboxMoveCopy')

  const changes = store.changes(self.displayName)
  const there = how.transfer(changes, item, to.folder.number)
  changes.commit(call.interaction.id)
  if (call.request['ReturnNewItemIds'] === false) return success({ Items: {} })
  const view = viewOf(readingOf(service, call), there)
  return success({ Items: { $each: [{ name: there.kind, value: { ItemId: itemIdOf(view) } }] } })
}
