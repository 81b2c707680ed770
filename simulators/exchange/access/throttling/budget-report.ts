import type { Directory } from '../../../directory/create-directory.js'
import { downLevelName } from '../../../directory/accounts/account.js'
import type { Budget, BudgetOwner } from './budget.js'
import type { Budgets } from './budgets.js'
import type { Component, Limits } from './limits.js'

/** How much of something is used; the limit is null where there is none. */
export interface Usage {
  readonly used: number
  readonly limit: number | null
}

/** One budget of one server, as it stands. */
export interface BudgetReport {
  readonly server: string
  /** `own`: of an account itself; `impersonated`: what service accounts may do to a mailbox. */
  readonly kind: BudgetOwner['kind']
  /** `DOMAIN\user` of whose budget it is. */
  readonly account: string
  readonly mailbox: string | null
  /** The policy of who used it last. */
  readonly policy: string
  readonly concurrency: Usage
  readonly hangingConnections: Usage
  readonly subscriptions: Usage
  readonly rows: Usage
  /** Since 2013: what is left, and how long every request is still refused. */
  readonly balance: { readonly ms: number | null; readonly lockedMs: number } | null
  /** In 2010: what was used in the last minute. */
  readonly minute: Readonly<Record<Component, Usage>> | null
  /** Requests that were refused and the time by which others were delayed, since the server started. */
  readonly refused: number
  readonly delayedMs: number
}

export interface ReportOptions {
  readonly server: string
  readonly budgets: Budgets
  readonly directory: Pick<Directory, 'accounts' | 'recipients'>
  readonly now: number
}

/** The budgets of a server that have been used; those of one mailbox or account when it is named. */
export function reportBudgets(options: ReportOptions, identity?: string): readonly BudgetReport[] {
  const budgets = identity === undefined ? options.budgets.all() : budgetsOf(options, identity)
  return [...budgets].map((budget) => reportOne(options, budget))
}

function* budgetsOf({ budgets, directory }: ReportOptions, identity: string): Iterable<Budget> {
  const recipient = directory.recipients.resolve(identity)
  const sid = recipient?.sid ?? directory.accounts.findWindows(identity)?.sid
  const own = sid === undefined ? undefined : budgets.ownOf(sid)
  if (own !== undefined) yield own
  const { mailboxGuid } = recipient ?? {}
  const impersonated = mailboxGuid === undefined ? undefined : budgets.impersonatedOf(mailboxGuid)
  if (impersonated !== undefined) yield impersonated
}

function reportOne({ server, budgets, directory, now }: ReportOptions, budget: Budget): BudgetReport {
  const { owner, seen, refused, delayedMs } = budget
  const limits = seen?.limits ?? budgets.limitsOf(owner)
  return {
    server,
    kind: owner.kind,
    ...namesOf(directory, owner),
    policy: limits.policy,
    concurrency: usage(budget.calls, limits.maxConcurrency),
    hangingConnections: usage(budget.hanging, limits.maxHangingConnections),
    subscriptions: usage(budget.subscriptions, limits.maxSubscriptions),
    rows: usage(budget.rows, limits.findCount.plain),
    ...timeOf(budget, limits, now),
    refused,
    delayedMs,
  }
}

function timeOf({ time }: Budget, limits: Limits, now: number): Pick<BudgetReport, 'balance' | 'minute'> {
  const report = time.report(limits, now)
  if (report.kind === 'balance')
    return { balance: { ms: finite(report.balanceMs), lockedMs: report.lockedMs }, minute: null }
  const { usedMs } = report
  const minute = {
    CAS: usage(usedMs.CAS, limits.windowMs.CAS),
    AD: usage(usedMs.AD, limits.windowMs.AD),
    MailboxRPC: usage(usedMs.MailboxRPC, limits.windowMs.MailboxRPC),
  }
  return { balance: null, minute }
}

function namesOf({ accounts, recipients }: ReportOptions['directory'], owner: BudgetOwner) {
  const recipient =
    owner.kind === 'own' ? recipients.bySid(owner.sid) : recipients.byMailboxGuid(owner.mailboxGuid)
  const sid = owner.kind === 'own' ? owner.sid : recipient?.sid
  const account = sid === undefined ? undefined : accounts.bySid(sid)
  return {
    account: account === undefined ? (sid ?? '') : downLevelName(account),
    mailbox: recipient?.mailboxGuid === undefined ? null : recipient.primarySmtpAddress,
  }
}

function usage(used: number, limit: number): Usage {
  return { used, limit: finite(limit) }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
