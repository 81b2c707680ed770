import type { CallOperation } from '../../operation.js'
import { success } from '../../response-message.js'
import { ItemError } from '../item-error.js'
import { child, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { answerWhole } from './answer-whole.js'
import { recipientMailbox } from './recipient-mailbox.js'

/** GetRooms: the rooms in a list of rooms. @source ews.md 4.16; @inferred the code for what is no such list */
export function createGetRooms({ store: { recipients } }: Service): CallOperation {
  return {
    name: 'GetRooms',
    handle: ({ request }) =>
      answerWhole(() => {
        const list = recipients.resolve(text(child(request, 'RoomList'), 'EmailAddress') ?? '')
        if (list?.isRoomList !== true) throw new ItemError('ErrorNameResolutionNoResults')
        const mailbox = recipientMailbox(recipients)
        const rooms = recipients.members(list.objectGuid).filter(({ kind }) => kind === 'room')
        return success({ Rooms: { Room: rooms.map((room) => ({ Id: mailbox(room) })) } })
      }),
  }
}
