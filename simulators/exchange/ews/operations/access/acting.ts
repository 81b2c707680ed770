import { EwsFault } from '../../ews-fault.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import type { CalendarStore } from '../../../calendar/store.js'

/** The mailbox that a call acts in; a caller without one can use no operation on folders and items. */
export function actingMailbox(store: CalendarStore, call: OperationCall): ActingMailbox {
  const { mailbox } = call.caller
  if (mailbox === undefined || store.mailbox(mailbox.mailboxGuid) === undefined) {
    throw new EwsFault('ErrorNonExistentMailbox')
  }
  return mailbox
}
