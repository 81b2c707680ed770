import { put, remove, type Write } from '../../../../core/index.js'
import type { Recipient } from '../../../../directory/recipients/recipient.js'
import { linkKey, links } from '../../../../directory/tree/link.js'
import { ownsAll, readUser, renderUser } from '../../../access/permissions/index.js'
import {
  delegateSettings,
  delegatesOf,
  type Delegate,
  type DelegateSettings,
} from '../../../calendar/delegates.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { actingMailbox } from '../access/acting.js'
import { ItemError } from '../item-error.js'
import { child, text } from '../request-parts.js'

/** Whose delegates a call is about. */
export interface Principal {
  readonly recipient: Recipient
  readonly settings: DelegateSettings
}

/** The owner of the `m:Mailbox` of a call, whose delegates only he may manage. @source ews.md 4.16 */
export function principalOf(store: CalendarStore, call: OperationCall): Principal {
  const recipient = store.recipients.resolve(text(child(call.request, 'Mailbox'), 'EmailAddress') ?? '')
  const mailbox = recipient?.mailboxGuid
  if (recipient === undefined || mailbox === undefined) throw new ItemError('ErrorNonExistentMailbox')
  const { mailboxGuid } = actingMailbox(store, call)
  if (!ownsAll(store, mailboxGuid, mailbox)) throw new ItemError('ErrorAccessDenied')
  return { recipient, settings: delegatesOf(store.world, mailbox) }
}

/** The mailbox owner that a `t:UserId` names. @inferred which code says that nobody, and that nobody fit, is named */
export function namedUser(
  { recipients }: CalendarStore,
  user: EwsObject,
): Recipient & { mailboxGuid: string } {
  if (user['DistinguishedUser'] !== undefined) throw new ItemError('ErrorDistinguishedUserNotSupported')
  const recipient = lookUp(() => readUser(recipients, user))
  const { mailboxGuid } = recipient
  if (mailboxGuid === undefined) throw new ItemError('ErrorDelegateValidationFailed')
  return { ...recipient, mailboxGuid }
}

function lookUp(read: () => Recipient): Recipient {
  try {
    return read()
  } catch (error) {
    if (error instanceof ItemError && error.responseCode === 'ErrorInvalidUserInfo') {
      throw new ItemError('ErrorDelegateNoUser')
    }
    throw error
  }
}

/** The delegate that a user is; everybody else is none. */
export function delegateFor({ settings }: Principal, mailboxGuid: string): Delegate {
  const delegate = settings.delegates.find((one) => one.mailboxGuid === mailboxGuid)
  if (delegate === undefined) throw new ItemError('ErrorNotDelegate')
  return delegate
}

/** `t:DelegateUser` of somebody, without permissions. */
export function renderDelegate(user: Recipient, delegate: Delegate): EwsObject {
  return {
    UserId: renderUser(user),
    ReceiveCopiesOfMeetingMessages: delegate.receivesMeetingMessages,
    ViewPrivateItems: delegate.viewsPrivateItems,
  }
}

/** The write that puts a delegate in the place of the one for the same mailbox, or behind the others. */
export function delegateWrite({ settings }: Principal, delegate: Delegate): Write {
  const others = settings.delegates.filter((one) => one.mailboxGuid !== delegate.mailboxGuid)
  return put(delegateSettings, { ...settings, delegates: [...others, delegate] }, 'DelegatesSet')
}

export function delegateRemoval({ settings }: Principal, mailboxGuid: string): Write {
  const delegates = settings.delegates.filter((one) => one.mailboxGuid !== mailboxGuid)
  return put(delegateSettings, { ...settings, delegates }, 'DelegatesSet')
}

/** The directory names the delegates of a person too. @source MS-ADA3: publicDelegates */
export function directoryLink({ recipient }: Principal, user: Recipient, isDelegate: boolean): Write {
  const link = { attribute: 'publicDelegates', from: recipient.objectGuid, to: user.objectGuid }
  return isDelegate ? put(links, link, 'LinkAdded') : remove(links, linkKey(link), 'LinkRemoved')
}
