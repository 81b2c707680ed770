import type { CallOperation } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import { actingMailbox } from './access/acting.js'
import { findItems } from './access/occurrence-ranges.js'
import { answerEach } from './item-error.js'
import { readItemShape } from './properties/item-shape.js'
import { viewOf } from './properties/view.js'
import { child, members } from './request-parts.js'
import type { Service } from './service.js'

/** GetItem: items in full, one response message for each id. @source ews.md 4.4 */
export function createGetItem(service: Service): CallOperation {
  const { store } = service
  return {
    name: 'GetItem',
    handle(call) {
      const mailbox = actingMailbox(store, call).mailboxGuid
      const shape = readItemShape(service, call, 'item')
      const messages = answerEach(
        members(child(call.request, 'ItemIds')),
        (reference) => {
          const items = findItems({ store, mailbox }, reference).map(({ item, occurrence }) =>
            shape.render(viewOf(shape.reading, item, occurrence)),
          )
          const [first] = items
          const message = () => success({ Items: { $each: items } })
          return items.length === 1 && first !== undefined ? shape.say(first, '', message) : message()
        },
        { Items: {} },
      )
      return responseMessages('GetItem', messages)
    },
  }
}
