import type { Changes } from '../../../calendar/changes.js'
import type { Mail } from '../../../calendar/item.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import type { EwsElement } from '../../tree.js'
import { readingOf } from '../properties/item-shape.js'
import { itemIdOf, viewOf } from '../properties/view.js'
import { valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { readDisposition, type Disposition } from '../write/responding.js'
import { writingFor } from '../write/writing.js'
import { newMessage } from './new-message.js'
import { savedFolder } from './saved-folder.js'
import { send } from './sending.js'

interface Creation {
  readonly self: ActingMailbox
  readonly element: EwsElement
}

/** Saves or sends a message; what was sent is not among the items of the answer. @source ews.md 4.5 */
export function createMessage(
  service: Service,
  call: OperationCall,
  { self, element }: Creation,
): readonly EwsElement[] {
  const disposition = dispositionOf(service, call, { self, element })
  const value = valueOf(element)
  const writing = writingFor(service, call, { self, zones: {} })
  const mail = newMessage(service, { element: value, writing })
  return disposeOfMessage(service, call, { mail, self, disposition })
}

/** A plain item has none to be sent to: it is saved whatever is said. @inferred */
function dispositionOf(service: Service, call: OperationCall, { self, element }: Creation): Disposition {
  if (element.name !== 'Item') return readDisposition(service, call, { self })
  return { sends: false, saveIn: savedFolder(service, call, { self, otherwise: 'drafts' }) }
}

interface Disposed {
  readonly mail: Mail
  readonly self: ActingMailbox
  readonly disposition: Disposition
}

/** Does with a new message what the request wants, in an action of its own. */
export function disposeOfMessage(
  service: Service,
  call: OperationCall,
  { mail, self, disposition: { sends, saveIn } }: Disposed,
): readonly EwsElement[] {
  const changes: Changes = service.store.changes(self.displayName)
  const kept = sends ? send(service, changes, { mail, self }) : mail
  const by = saveIn?.mailbox === self.mailboxGuid ? {} : { createdBy: self.mailboxGuid }
  const saved =
    saveIn === undefined ? undefined : changes.create<Mail>(saveIn, { ...kept, ...by }, 'MessageSaved')
  changes.commit(call.interaction.id)
  if (sends || saved === undefined) return []
  return [{ name: 'Message', value: { ItemId: itemIdOf(viewOf(readingOf(service, call), saved)) } }]
}
