import type { World } from '../../core/index.js'
import type { Account } from '../../directory/accounts/account.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import { DIRECTORY_STREAM, rememberUntilChange } from '../../directory/tree/remembered.js'
import type { Caller } from '../ews/caller.js'
import { EwsFault } from '../ews/ews-fault.js'
import type { EwsObject } from '../ews/tree.js'
import { findTarget, mailboxOf, type ImpersonatedTarget } from './impersonated-target.js'
import { parseImpersonation, type ImpersonatedIdentity } from './impersonation-identity.js'
import type { ImpersonationRights } from './impersonation-rights.js'
import { isApplicationAccount } from './oauth/index.js'

export interface CallerResolverOptions {
  readonly world: World
  readonly recipients: Recipients
  readonly rights: ImpersonationRights
  /** Whether an account that is there for logging on may not, by objectGuid. */
  readonly isDisabled: (objectGuid: string) => boolean
}

/** For whom a request acts. Throws `EwsFault` when it may not act for whom it names. */
export type CallerResolver = (account: Account, impersonation: EwsObject | undefined) => Caller

const DIRECTORY = [DIRECTORY_STREAM]

/**
 * Decides for which mailbox an authenticated account acts: its own or, by `t:ExchangeImpersonation` and the role
 * ApplicationImpersonation, another. The target is looked up before the right is checked. A connection that was logged on
 * before its account was disabled is told so. What the directory says is remembered until it changes.
 * @source ews.md 1.9; @inferred the order of look-up and right, and ErrorAccountDisabled
 */
export function createCallerResolver(options: CallerResolverOptions): CallerResolver {
  const { world, recipients, rights } = options
  const ownMailbox = rememberUntilChange(world, DIRECTORY, (sid) => mailboxOf(recipients.bySid(sid)))
  const isDisabled = rememberUntilChange(world, DIRECTORY, options.isDisabled)
  const targets = rememberTargets(world, recipients)

  return (account, impersonation) => {
    const { sid, userPrincipalName, objectGuid } = account
    if (isDisabled(objectGuid)) throw new EwsFault('ErrorAccountDisabled')
    const caller = { sid, userPrincipalName }
    if (impersonation === undefined) {
      if (isApplicationAccount(account)) throw impersonationMissing()
      return { account: caller, mailbox: ownMailbox(sid), impersonating: false }
    }
    const identity = parseImpersonation(impersonation)
    if (identity === undefined) throw new EwsFault('ErrorInvalidExchangeImpersonationHeaderData')
    const target = targets[identity.kind](identity.value)
    if (target.kind === 'refused') throw target.fault()
    if (isDisabled(target.objectGuid)) throw new EwsFault('ErrorAccountDisabled')
    if (!mayActFor(rights, account, target.objectGuid)) {
      throw new EwsFault('ErrorImpersonateUserDenied')
    }
    return { account: caller, mailbox: target.mailbox, impersonating: true }
  }
}

/** A program's token may let it act for everybody; else its role decides, as for an account. */
function mayActFor(rights: ImpersonationRights, account: Account, target: string): boolean {
  if (!isApplicationAccount(account)) return rights.mayActFor(IMPERSONATION, account.objectGuid, target)
  return account.application.isTrusted || rights.mayActFor(AS_APPLICATION, account.objectGuid, target)
}

const IMPERSONATION = 'ApplicationImpersonation'
/** @source Microsoft's "Role Based Access Control for Applications in Exchange Online" */
const AS_APPLICATION = 'Application EWS.AccessAsApp'

/** @source captured, ews.md 1.4 */
function impersonationMissing(): EwsFault {
  const text = 'ExchangeImpersonation SOAP header must be present for this type of OAuth token.'
  return new EwsFault('ErrorInvalidExchangeImpersonationHeaderData', { text })
}

type Targets = Readonly<Record<ImpersonatedIdentity['kind'], (value: string) => ImpersonatedTarget>>

function rememberTargets(world: World, recipients: Recipients): Targets {
  const remember = (kind: ImpersonatedIdentity['kind']) =>
    rememberUntilChange(world, DIRECTORY, (value) => findTarget(recipients, { kind, value }))
  return {
    PrincipalName: remember('PrincipalName'),
    SID: remember('SID'),
    PrimarySmtpAddress: remember('PrimarySmtpAddress'),
    SmtpAddress: remember('SmtpAddress'),
  }
}
