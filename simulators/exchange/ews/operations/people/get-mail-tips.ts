import type { CalendarStore } from '../../../calendar/store.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import { success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { child, list, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { answerWhole } from './answer-whole.js'
import { TIPS } from './mail-tips.js'
import { MAX_TIP_RECIPIENTS } from './service-limits.js'

/** GetMailTips: what a sender should know of the recipients before sending. @source ews.md 4.16 */
export function createGetMailTips({ store }: Service): CallOperation {
  return {
    name: 'GetMailTips',
    handle: (call) =>
      answerWhole(() => {
        const mailboxes = list(child(call.request, 'Recipients'), 'Mailbox')
        if (mailboxes.length > MAX_TIP_RECIPIENTS) throw new ItemError('ErrorInvalidArgument')
        const messages = mailboxes.map((mailbox) => success({ MailTips: tipsFor(store, call, mailbox) }))
        return success({
          ResponseMessages: messages.length === 0 ? undefined : { MailTipsResponseMessageType: messages },
        })
      }),
  }
}

function tipsFor(store: CalendarStore, { request }: OperationCall, mailbox: EwsObject): EwsObject {
  const address = text(mailbox, 'EmailAddress') ?? ''
  const recipient = store.recipients.resolve(address)
  const sender = store.recipients.resolve(text(child(request, 'SendingAs'), 'EmailAddress') ?? '')
  const requested = new Set(request['MailTipsRequested'] as readonly string[])
  const wanted = Object.keys(TIPS).filter((tip) => requested.has('All') || requested.has(tip))
  const tips = wanted.map((tip) => TIPS[tip]?.({ store, address, recipient, sender }) ?? {})
  return Object.assign(
    {
      RecipientAddress: {
        Name: recipient?.displayName ?? text(mailbox, 'Name') ?? '',
        EmailAddress: address,
        RoutingType: 'SMTP',
      },
      PendingMailTips: [],
    },
    ...tips,
  ) as EwsObject
}
