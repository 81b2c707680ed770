import { createAppointment } from '../../calendar/meetings/organizer.js'
import { holdsAppointments } from '../../calendar/folders.js'
import type { ActingMailbox } from '../caller.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findTargetFolder, type FolderPlace } from './access/folder-reference.js'
import { answerEach, ItemError } from './item-error.js'
import { createMessage } from './mail/create-message.js'
import { SMART_RESPONSES } from './mail/smart-responses.js'
import { STORED_BODIES } from './properties/body-reading.js'
import { readingOf } from './properties/item-shape.js'
import { itemIdOf, viewOf } from './properties/view.js'
import { child, members, text, valueOf } from './request-parts.js'
import type { Service } from './service.js'
import { newAppointment } from './write/new-appointment.js'
import { RESPONSE_OBJECTS } from './write/response-objects.js'
import { actingIn } from './write/responding.js'
import { readSending } from './write/sending.js'
import { writingFor } from './write/writing.js'

/** Elements that a client may not create. @source ews.md 4.5 */
const NEVER_CREATED = new Set(['MeetingMessage', 'MeetingRequest', 'MeetingResponse', 'MeetingCancellation'])

/** CreateItem: calendar items with their requests, mail, and answers to both. @source ews.md 4.5 */
export function createCreateItem(service: Service): CallOperation {
  return {
    name: 'CreateItem',
    handle(call) {
      const self = actingMailbox(service.store, call)
      const messages = answerEach(
        members(child(call.request, 'Items')),
        (element) => success({ Items: { $each: createOne(service, call, { self, element }) } }),
        { Items: {} },
      )
      return responseMessages('CreateItem', messages)
    },
  }
}

interface Creation {
  readonly self: ActingMailbox
  readonly element: EwsElement
}

function createOne(service: Service, call: OperationCall, creation: Creation): readonly EwsElement[] {
  const { name } = creation.element
  const respond = RESPONSE_OBJECTS[name] ?? SMART_RESPONSES[name]
  if (respond !== undefined) return respond(service, call, creation)
  if (name === 'Message' || name === 'Item') return createMessage(service, call, creation)
  if (name !== 'CalendarItem')
    throw new ItemError(NEVER_CREATED.has(name) ? 'ErrorInvalidPropertySet' : 'ErrorInvalidOperation')
  return [createCalendarItem(service, call, creation)]
}

function createCalendarItem(service: Service, call: OperationCall, { self, element }: Creation): EwsElement {
  const { store } = service
  const sending = readSending(
    text(call.request, '@SendMeetingInvitations'),
    'ErrorSendMeetingInvitationsRequired',
  )
  const { mailbox, folder } = targetFolder(service, call, self)
  const { owner, sender } = actingIn(service, { self }, mailbox)
  const value = valueOf(element)
  const writing = writingFor(service, call, { self, zones: value, owner })
  const appointment = newAppointment(service, mailbox, { element: value, writing })
  const item = sender === undefined ? appointment : { ...appointment, createdBy: self.mailboxGuid }

  const changes = store.changes(self.displayName)
  const created = createAppointment(changes, { mailbox, folder: folder.number }, { item, sending, sender })
  changes.commit(call.interaction.id)
  const view = viewOf(readingOf(service, call, STORED_BODIES), created)
  return { name: 'CalendarItem', value: { ItemId: itemIdOf(view) } }
}

const OWN_CALENDAR = { DistinguishedFolderId: { '@Id': 'calendar' } }

function targetFolder({ store }: Service, { request }: OperationCall, self: ActingMailbox): FolderPlace {
  const target = child(request, 'SavedItemFolderId') ?? OWN_CALENDAR
  const mailbox = self.mailboxGuid
  const reference = { store, mailbox, notFound: 'ErrorSavedItemFolderNotFound', needs: 'create' } as const
  const place = findTargetFolder(reference, target)
  if (!holdsAppointments(place.folder)) {
    throw new ItemError('ErrorCannotCreateCalendarItemInNonCalendarFolder')
  }
  return place
}
