import type { Item } from '../../../calendar/item.js'
import type { EwsElement } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { newMessage } from '../mail/new-message.js'
import type { Writing } from '../properties/property.js'
import { valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { newAppointment } from '../write/new-appointment.js'

/** What a client may not make, inside another item or alone. @source ews.md 4.5 */
const NEVER_MADE = new Set(['MeetingMessage', 'MeetingRequest', 'MeetingResponse', 'MeetingCancellation'])

/** An item as a client describes it to be attached to another. */
export function newAttachedItem(service: Service, element: EwsElement, writing: Writing): Item {
  const value = valueOf(element)
  switch (element.name) {
    case 'Message':
    case 'Item':
      return newMessage(service, { element: value, writing })
    case 'CalendarItem':
      return newAppointment(service, '', { element: value, writing })
    default:
      throw new ItemError(
        NEVER_MADE.has(element.name)
          ? 'ErrorInvalidItemForOperationCreateItemAttachment'
          : 'ErrorInvalidOperation',
      )
  }
}
