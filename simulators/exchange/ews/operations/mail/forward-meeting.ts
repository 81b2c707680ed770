import type { CalendarItem } from '../../../calendar/item.js'
import { recipientsOf } from '../../../calendar/mail/send-mail.js'
import { forwardMeeting } from '../../../calendar/meetings/forward.js'
import { personOf } from '../../../calendar/meetings/people.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { readBody } from '../properties/body-properties.js'
import { text } from '../request-parts.js'
import type { Service } from '../service.js'
import type { Disposition } from '../write/responding.js'
import { writingFor } from '../write/writing.js'
import { newMessage } from './new-message.js'
import { withQuote } from './quoted-body.js'

interface Forwarded {
  readonly meeting: CalendarItem
  readonly element: EwsObject
  readonly self: ActingMailbox
  readonly disposition: Disposition
}

/** Passes a meeting on to whom a `ForwardItem` names: they are invited to it. @source ews.md 4.5, 5.4 */
export function forwardRequest(
  service: Service,
  call: OperationCall,
  { meeting, element, self, disposition }: Forwarded,
): void {
  const { ReferenceItemId: _id, NewBodyContent, ...said } = element
  const writing = writingFor(service, call, { self, zones: {} })
  const to = recipientsOf(newMessage(service, { element: said, writing }).message)
  if (to.length === 0) throw new ItemError('ErrorInvalidRecipients')

  const { store } = service
  const changes = store.changes(self.displayName)
  forwardMeeting(changes, {
    meeting,
    from: personOf(store.recipients, self.primarySmtpAddress, self.displayName),
    to,
    subject: text(element, 'Subject'),
    body:
      NewBodyContent === undefined ? undefined : withQuote(readBody(NewBodyContent as EwsObject), meeting),
    saveCopy: disposition.saveIn !== undefined,
  })
  changes.commit(call.interaction.id)
}
