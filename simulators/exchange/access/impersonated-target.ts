import { hasMailbox, type Recipient } from '../../directory/recipients/recipient.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import type { ActingMailbox } from '../ews/caller.js'
import { EwsFault } from '../ews/ews-fault.js'
import { messageValues } from '../ews/message-xml.js'
import type { ImpersonatedIdentity } from './impersonation-identity.js'

/** Whom an identity names, or what says that it names nobody who can be impersonated. */
export type ImpersonatedTarget =
  | { readonly kind: 'found'; readonly objectGuid: string; readonly mailbox: ActingMailbox }
  | { readonly kind: 'refused'; readonly fault: () => EwsFault }

const MAILBOX_DOES_NOT_EXIST = 'Mailbox does not exist.'

/** Looks up whom a request wants to act as. @source ews.md 1.9 */
export function findTarget(
  recipients: Recipients,
  { kind, value }: ImpersonatedIdentity,
): ImpersonatedTarget {
  return FIND[kind](recipients, value)
}

type Find = (recipients: Recipients, value: string) => ImpersonatedTarget

/** How each kind of identity is looked up, and which fault says that the value itself is wrong. */
const FIND: Readonly<Record<ImpersonatedIdentity['kind'], Find>> = {
  SmtpAddress: (recipients, value) => found(recipients.byAddress(value)) ?? addressMissing(),
  PrimarySmtpAddress(recipients, value) {
    const recipient = recipients.byAddress(value)
    const target = found(recipient)
    if (recipient === undefined || target === undefined) return addressMissing()
    const { primarySmtpAddress } = recipient
    return isSame(primarySmtpAddress, value) ? target : addressNotPrimary(primarySmtpAddress)
  },
  PrincipalName(recipients, value) {
    const recipient = recipients.resolve(value)
    if (!isSame(recipient?.userPrincipalName, value)) return refused('ErrorInvalidUserPrincipalName')
    return found(recipient) ?? mailboxMissing()
  },
  SID(recipients, value) {
    const recipient = recipients.bySid(value.toUpperCase())
    if (recipient === undefined) return refused('ErrorInvalidUserSid')
    return found(recipient) ?? mailboxMissing()
  },
}

function found(recipient: Recipient | undefined): ImpersonatedTarget | undefined {
  const mailbox = mailboxOf(recipient)
  if (recipient === undefined || mailbox === undefined) return undefined
  return { kind: 'found', objectGuid: recipient.objectGuid, mailbox }
}

function refused(code: 'ErrorInvalidUserPrincipalName' | 'ErrorInvalidUserSid'): ImpersonatedTarget {
  return { kind: 'refused', fault: () => new EwsFault(code) }
}

function addressMissing(): ImpersonatedTarget {
  return { kind: 'refused', fault: () => new EwsFault('ErrorNonExistentMailbox') }
}

/** Who has no mailbox, named otherwise than by address, is told so in other words. @source ews.md 1.9 */
function mailboxMissing(): ImpersonatedTarget {
  return {
    kind: 'refused',
    fault: () => new EwsFault('ErrorNonExistentMailbox', { text: MAILBOX_DOES_NOT_EXIST }),
  }
}

function addressNotPrimary(Primary: string): ImpersonatedTarget {
  const messageXml = messageValues({ Primary })
  return { kind: 'refused', fault: () => new EwsFault('ErrorNonPrimarySmtpAddress', { messageXml }) }
}

/** The mailbox of a recipient who has one here. */
export function mailboxOf(recipient: Recipient | undefined): ActingMailbox | undefined {
  if (recipient === undefined || !hasMailbox(recipient)) return undefined
  const { mailboxGuid, primarySmtpAddress, displayName } = recipient
  return { mailboxGuid, primarySmtpAddress, displayName }
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}
