import { createAppointment } from '../../calendar/meetings/organizer.js'
import { holdsAppointments, type Folder } from '../../calendar/folders.js'
import type { ActingMailbox } from '../caller.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findTargetFolder } from './access/folder-reference.js'
import { answerEach, ItemError } from './item-error.js'
import { readingOf } from './properties/item-shape.js'
import { itemIdOf, viewOf } from './properties/view.js'
import { child, members, text, valueOf } from './request-parts.js'
import type { Service } from './service.js'
import { newAppointment } from './write/new-appointment.js'
import { RESPONSE_OBJECTS } from './write/response-objects.js'
import { readSending } from './write/sending.js'
import { writingFor } from './write/writing.js'

/** Elements that a client may not create. @source ews.md 4.5 */
const NEVER_CREATED = new Set(['MeetingMessage', 'MeetingRequest', 'MeetingResponse', 'MeetingCancellation'])

/** CreateItem: calendar items with their requests, and the answers to requests. @source ews.md 4.5 */
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
  const respond = RESPONSE_OBJECTS[name]
  if (respond !== undefined) return respond(service, call, creation)
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
  const folder = targetFolder(service, call, self)
  const value = valueOf(element)
  const writing = writingFor(service, call, { self, zones: value })
  const item = newAppointment(service, self.mailboxGuid, { element: value, writing })

  const changes = store.changes(self.displayName)
  const created = createAppointment(
    changes,
    { mailbox: self.mailboxGuid, folder: folder.number },
    { item, sending },
  )
  changes.commit(call.interaction.id)
  const view = viewOf(readingOf(service, call), created)
  return { name: 'CalendarItem', value: { ItemId: itemIdOf(view) } }
}

function targetFolder({ store }: Service, { request }: OperationCall, self: ActingMailbox): Folder {
  const target = child(request, 'SavedItemFolderId')
  const reference = { store, mailbox: self.mailboxGuid, notFound: 'ErrorSavedItemFolderNotFound' } as const
  const folder =
    target === undefined
      ? store.folderByDistinguishedId(self.mailboxGuid, 'calendar')
      : findTargetFolder(reference, target).folder
  if (folder === undefined || !holdsAppointments(folder)) {
    throw new ItemError('ErrorCannotCreateCalendarItemInNonCalendarFolder')
  }
  return folder
}
