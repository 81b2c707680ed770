import type { Changes } from '../../../calendar/changes.js'
import type { Mail, MessageItem } from '../../../calendar/item.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import type { Service } from '../service.js'
import { readDisposition } from '../write/responding.js'
import { send } from './sending.js'

/**
 * Writes a changed message, and sends it if it is a draft and the request says so; what was sent is not among the
 * items of the answer. @source ews.md 4.6; the last @inferred from CreateItem
 */
export function updateMessage(
  service: Service,
  call: OperationCall,
  { changes, message, self }: { changes: Changes; message: MessageItem; self: ActingMailbox },
): MessageItem | undefined {
  const { sends, saveIn } = readDisposition(service, call, { self })
  if (!sends || message.kind !== 'Message' || message.message.sentAt !== undefined)
    return changes.update(message, 'MessageUpdated')
  const sent: Mail = { ...message, ...send(service, changes, { mail: message, self }) }
  if (saveIn?.mailbox === message.mailbox) changes.move(sent, saveIn.folder)
  else changes.delete(message)
  return undefined
}
