import { EwsFault } from '../../ews-fault.js'
import type { CallOperation } from '../../operation.js'
import { errorMessage } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { child, list, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { readFreeBusyOptions } from './free-busy-question.js'
import { answerMailbox } from './mailbox-free-busy.js'
import { requestClock } from './request-zone.js'

/** @source ews.md 4.14 */
const MAX_MAILBOXES = 100

/** GetUserAvailability: when people are free or busy. It suggests no times for meetings yet. @source ews.md 4.14 */
export function createGetUserAvailability({ store }: Service): CallOperation {
  return {
    name: 'GetUserAvailability',
    handle(call) {
      const { request, caller } = call
      const clock = requestClock(store, call)
      const addresses = readAddresses(request)
      const options = child(request, 'FreeBusyViewOptions')
      const suggestions = child(request, 'SuggestionsViewOptions')
      if (options === undefined && suggestions === undefined) throw new EwsFault('ErrorMissingArgument')
      const question = options && readFreeBusyOptions(options, clock)
      return {
        FreeBusyResponseArray: question && {
          FreeBusyResponse: addresses.map((address) => answerMailbox(store, { address, caller, question })),
        },
        SuggestionsResponse: suggestions && {
          ResponseMessage: errorMessage('ErrorMeetingSuggestionGenerationFailed'),
        },
      }
    },
  }
}

function readAddresses(request: EwsObject): readonly string[] {
  const mailboxes = list(child(request, 'MailboxDataArray'), 'MailboxData')
  if (mailboxes.length === 0) throw new EwsFault('ErrorMailboxDataArrayEmpty')
  if (mailboxes.length > MAX_MAILBOXES) throw new EwsFault('ErrorMailboxDataArrayTooBig')
  return mailboxes.map((mailbox) => text(child(mailbox, 'Email'), 'Address') ?? '')
}
