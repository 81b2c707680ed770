import { isEventItem, isMessageItem, type Item, type Mail, type Person } from '../../../calendar/item.js'
import { answerIndex, topicOf } from '../../../calendar/mail/conversation.js'
import { singleOf } from '../../../calendar/meetings/exceptions.js'
import { isSamePerson } from '../../../calendar/meetings/people.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { findItem } from '../access/item-reference.js'
import { ItemError } from '../item-error.js'
import { readBody } from '../properties/body-properties.js'
import type { Writing } from '../properties/property.js'
import { child, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { readDisposition } from '../write/responding.js'
import { writingFor } from '../write/writing.js'
import { disposeOfMessage } from './create-message.js'
import { newMessage } from './new-message.js'
import { withQuote } from './quoted-body.js'

interface Creation {
  readonly self: ActingMailbox
  readonly element: EwsElement
}

type Respond = (service: Service, call: OperationCall, creation: Creation) => readonly EwsElement[]

/** What an answer or a forward takes from the item that it is about. */
interface Form {
  readonly prefix: string
  readonly addressed: (original: Item, self: Person) => Addressed
  readonly takesAttachments: boolean
}

interface Addressed {
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
}

/** The response objects that make mail of an item, by element. @source ews.md 4.5 */
export const SMART_RESPONSES: Readonly<Record<string, Respond>> = {
  ReplyToItem: respondWith({
    prefix: 'RE: ',
    addressed: (original) => ({ to: repliesTo(original), cc: [] }),
    takesAttachments: false,
  }),
  ReplyAllToItem: respondWith({ prefix: 'RE: ', addressed: everybodyIn, takesAttachments: false }),
  ForwardItem: respondWith({
    prefix: 'FW: ',
    addressed: () => ({ to: [], cc: [] }),
    takesAttachments: true,
  }),
  SuppressReadReceipt: (service, _call, creation) => {
    originalOf(service, creation)
    return []
  },
}

function respondWith(form: Form): Respond {
  return (service, call, creation) => {
    const { self, element } = creation
    const disposition = readDisposition(service, call, { self })
    const original = originalOf(service, creation)
    const writing = writingFor(service, call, { self, zones: {} })
    const mail = responseTo(service, original, { form, element: valueOf(element), writing })
    return disposeOfMessage(service, call, { mail, self, disposition })
  }
}

/** What the request says goes before what follows from the original. */
function responseTo(
  service: Service,
  original: Item,
  { form, element, writing }: { readonly form: Form; readonly element: EwsObject; readonly writing: Writing },
): Mail {
  const { ReferenceItemId: _id, NewBodyContent, Body, ...said } = element
  const mail = newMessage(service, { element: said, writing })
  const { to, cc } = form.addressed(original, writing.self())
  const subject = mail.subject === '' ? form.prefix + topicOf(original.subject) : mail.subject
  const content = readBody((NewBodyContent ?? Body) as EwsObject | undefined)
  return {
    ...mail,
    subject,
    body: Body === undefined ? withQuote(content, original) : content,
    attachments: form.takesAttachments ? [...original.attachments, ...mail.attachments] : mail.attachments,
    message: {
      ...mail.message,
      to: said['ToRecipients'] === undefined ? to : mail.message.to,
      cc: said['CcRecipients'] === undefined ? cc : mail.message.cc,
      ...conversationOf(service, original, writing),
    },
    ...(isMessageItem(original) ? { inReplyTo: original.message.internetMessageId } : {}),
  }
}

function conversationOf({ store }: Service, original: Item, { now }: Writing) {
  if (!isMessageItem(original)) return { conversationTopic: topicOf(original.subject) }
  const { conversationIndex, conversationTopic, references, internetMessageId } = original.message
  return {
    conversationTopic,
    conversationIndex: answerIndex(store, conversationIndex, now),
    references: references === undefined ? internetMessageId : `${references} ${internetMessageId}`,
  }
}

function repliesTo(original: Item): readonly Person[] {
  if (!isMessageItem(original)) return [original.event.organizer]
  const { replyTo, from } = original.message
  return replyTo.length > 0 ? replyTo : [from]
}

/** Everybody but who answers; a meeting is answered to all who were asked to come. */
function everybodyIn(original: Item, self: Person): Addressed {
  const author = repliesTo(original)
  const others = (people: readonly Person[]) =>
    people.filter((person) => ![self, ...author].some((other) => isSamePerson(other, person)))
  const invited = (role: string) =>
    isEventItem(original)
      ? original.event.attendees.filter((attendee) => attendee.role === role).map(({ person }) => person)
      : []
  const [to, cc] = isMessageItem(original)
    ? [original.message.to, original.message.cc]
    : [invited('Required'), invited('Optional')]
  return { to: [...author, ...others(to)], cc: others(cc) }
}

function originalOf({ store }: Service, { self, element }: Creation): Item {
  const reference = child(valueOf(element), 'ReferenceItemId')
  if (reference === undefined) throw new ItemError('ErrorInvalidIdEmpty')
  const target = findItem({ store, mailbox: self.mailboxGuid }, { name: 'ItemId', value: reference })
  const { item, occurrence } = target
  return item.kind === 'CalendarItem' && occurrence !== undefined ? singleOf(item, occurrence) : item
}
