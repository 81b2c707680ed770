import type { Mail } from '../../../calendar/item.js'
import { topicOf } from '../../../calendar/mail/conversation.js'
import { draftFields } from '../../../calendar/mail/message-fields.js'
import { newMail } from '../../../calendar/mail/new-mail.js'
import type { EwsObject } from '../../tree.js'
import type { Writing } from '../properties/property.js'
import type { Service } from '../service.js'
import { assignAll } from '../write/assign.js'

/** A message as a client describes it, before it has a place. @source ews.md 4.5 */
export function newMessage(
  service: Service,
  { element, writing }: { readonly element: EwsObject; readonly writing: Writing },
): Mail {
  const { now, store } = writing
  const self = writing.self()
  const message = draftFields({ calendar: store, now }, { from: self, to: [], subject: '' })
  const times = { createdAt: now, modifiedAt: now, modifiedBy: self.name }
  const blank: Mail = { ...newMail(message), ...times, mailbox: '', number: 0, folder: 0, change: 0 }
  const described = assignAll(service, blank, { element, writing })
  return { ...described, message: { ...described.message, conversationTopic: topicOf(described.subject) } }
}
