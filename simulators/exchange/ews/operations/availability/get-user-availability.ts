import { EwsFault } from '../../ews-fault.js'
import type { CallOperation } from '../../operation.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'
import { readFreeBusyOptions } from './free-busy-question.js'
import { readMailboxData } from './mailbox-data.js'
import { answerMailbox } from './mailbox-free-busy.js'
import { requestClock } from './request-zone.js'
import { readSuggestionOptions } from './suggestion-question.js'
import { suggestionsResponse } from './suggestions-response.js'

/** GetUserAvailability: when people are free or busy, and when they could best meet. @source ews.md 4.14 */
export function createGetUserAvailability({ store }: Pick<Service, 'store'>): CallOperation {
  return {
    name: 'GetUserAvailability',
    handle(call) {
      const { request, caller } = call
      const clock = requestClock(store, call)
      const mailboxes = readMailboxData(request)
      const options = child(request, 'FreeBusyViewOptions')
      const suggestions = child(request, 'SuggestionsViewOptions')
      if (options === undefined && suggestions === undefined) throw new EwsFault('ErrorMissingArgument')
      const question = options && readFreeBusyOptions(options, clock)
      const wish = suggestions && readSuggestionOptions(suggestions, clock)
      return {
        FreeBusyResponseArray: question && {
          FreeBusyResponse: mailboxes.map(({ address }) =>
            answerMailbox(store, { address, caller, question }),
          ),
        },
        SuggestionsResponse: wish && suggestionsResponse({ store, caller, clock, mailboxes, question: wish }),
      }
    },
  }
}
