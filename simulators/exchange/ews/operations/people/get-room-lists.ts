import type { CallOperation } from '../../operation.js'
import { success } from '../../response-message.js'
import type { Service } from '../service.js'
import { recipientMailbox } from './recipient-mailbox.js'

/** GetRoomLists: the lists that rooms are found by, such as one for each building. @source ews.md 4.16 */
export function createGetRoomLists({ store }: Service): CallOperation {
  return {
    name: 'GetRoomLists',
    handle() {
      const lists = [...store.recipients.roomLists()].toSorted((a, b) =>
        a.displayName.localeCompare(b.displayName, 'en'),
      )
      return success({ RoomLists: { Address: lists.map(recipientMailbox(store.recipients)) } })
    },
  }
}
