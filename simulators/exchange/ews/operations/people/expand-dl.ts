import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { answerEach, ItemError } from '../item-error.js'
import { child, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { recipientMailbox } from './recipient-mailbox.js'

/** ExpandDL: the direct members of a distribution list; lists among them stay lists. @source ews.md 4.16 */
export function createExpandDl({ store }: Service): CallOperation {
  return {
    name: 'ExpandDL',
    handle({ request }) {
      const messages = answerEach([request], () => {
        const address = text(child(request, 'Mailbox'), 'EmailAddress') ?? ''
        const list = store.recipients.resolve(address)
        if (list?.kind !== 'group') throw new ItemError('ErrorNameResolutionNoResults')
        const mailboxes = store.recipients.members(list.objectGuid).map(recipientMailbox(store.recipients))
        return success({
          DLExpansion: {
            '@TotalItemsInView': mailboxes.length,
            '@IncludesLastItemInRange': true,
            Mailbox: mailboxes,
          },
        })
      })
      return responseMessages('ExpandDL', messages)
    },
  }
}
