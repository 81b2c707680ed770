import type { Account } from '../../directory/accounts/account.js'
import type { Recipient } from '../../directory/recipients/recipient.js'
import { hasMailbox } from '../../directory/recipients/recipient.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import type { ActingMailbox, Caller } from '../ews/caller.js'
import { EwsFault } from '../ews/ews-fault.js'
import { messageValues } from '../ews/message-xml.js'
import type { EwsObject } from '../ews/tree.js'
import { parseImpersonation, type ImpersonatedIdentity } from './impersonation-identity.js'
import type { RoleAdministration } from './role-administration.js'

export interface CallerResolverOptions {
  readonly recipients: Recipients
  readonly roles: RoleAdministration
}

/** For whom a request acts. Throws `EwsFault` when it may not act for whom it names. */
export type CallerResolver = (account: Account, impersonation: EwsObject | undefined) => Caller

const MAILBOX_DOES_NOT_EXIST = 'Mailbox does not exist.'

/**
 * Decides for which mailbox an authenticated account acts: its own or, by `t:ExchangeImpersonation` and the role
 * ApplicationImpersonation, another. The target is looked up before the right is checked. @source ews.md 1.9;
 * @inferred the order of the two
 */
export function createCallerResolver({ recipients, roles }: CallerResolverOptions): CallerResolver {
  return (account, impersonation) => {
    const caller = { sid: account.sid, userPrincipalName: account.userPrincipalName }
    if (impersonation === undefined) {
      return { account: caller, mailbox: mailboxOf(recipients.bySid(account.sid)), impersonating: false }
    }

    const identity = parseImpersonation(impersonation)
    if (identity === undefined) throw new EwsFault('ErrorInvalidExchangeImpersonationHeaderData')
    const target = find[identity.kind](recipients, identity.value)
    const mailbox = mailboxOf(target)
    if (target === undefined || mailbox === undefined) throw mailboxMissing(identity)
    if (!mayImpersonate(account, target)) throw new EwsFault('ErrorImpersonateUserDenied')
    return { account: caller, mailbox, impersonating: true }
  }

  function mayImpersonate(account: Account, target: Recipient): boolean {
    return roles
      .assignmentsOf('ApplicationImpersonation', account.objectGuid)
      .some(({ scope }) => scope === null || isInScope(scope, target))
  }

  function isInScope(name: string, target: Recipient): boolean {
    const group = roles.scope(name)?.memberOfGroup
    if (group === undefined) return false
    return recipients.members(group).some(({ objectGuid }) => objectGuid === target.objectGuid)
  }
}

type Find = (recipients: Recipients, value: string) => Recipient | undefined

/** How each kind of identity is looked up, and which fault says that the value itself is wrong. */
const find: Readonly<Record<ImpersonatedIdentity['kind'], Find>> = {
  SmtpAddress: (recipients, value) => recipients.byAddress(value),
  PrimarySmtpAddress(recipients, value) {
    const recipient = recipients.byAddress(value)
    if (recipient === undefined || recipient.mailboxGuid === undefined) return undefined
    if (isSame(recipient.primarySmtpAddress, value)) return recipient
    throw new EwsFault('ErrorNonPrimarySmtpAddress', {
      messageXml: messageValues({ Primary: recipient.primarySmtpAddress }),
    })
  },
  PrincipalName(recipients, value) {
    const recipient = recipients.resolve(value)
    if (isSame(recipient?.userPrincipalName, value)) return recipient
    throw new EwsFault('ErrorInvalidUserPrincipalName')
  },
  SID(recipients, value) {
    const recipient = recipients.bySid(value.toUpperCase())
    if (recipient !== undefined) return recipient
    throw new EwsFault('ErrorInvalidUserSid')
  },
}

/** An address without a mailbox has a text of its own. @source ews.md 1.9 */
function mailboxMissing({ kind }: ImpersonatedIdentity): EwsFault {
  const byAddress = kind === 'SmtpAddress' || kind === 'PrimarySmtpAddress'
  return new EwsFault('ErrorNonExistentMailbox', byAddress ? {} : { text: MAILBOX_DOES_NOT_EXIST })
}

function mailboxOf(recipient: Recipient | undefined): ActingMailbox | undefined {
  if (recipient === undefined || !hasMailbox(recipient)) return undefined
  const { mailboxGuid, primarySmtpAddress, displayName } = recipient
  return { mailboxGuid, primarySmtpAddress, displayName }
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}
