import { ACCOUNT_CONTROL, ACCOUNT_TYPE } from '../accounts/user-account-control.js'
import { GROUP_TYPE } from '../accounts/principal-defaults.js'
import { accessDenied, willNotPerform } from '../ldap/diagnostics.js'
import { toFileTime } from '../names/file-time.js'
import type { StoredEntry } from '../tree/tree.js'
import type { Draft, Verdict } from './draft.js'
import { primaryGroupRule, primaryMemberRule } from './primary-group-rule.js'
import { writeRefused } from './write-errors.js'

type Rule = (draft: Draft) => Verdict

/**
 * What users, computers and groups have to keep to, by the attribute that was written.
 * @source MS-SAMR 3.1.1.8 (triggers), MS-ADTS 3.1.1.5.1.3 (uniqueness); @observed the result codes
 */
const RULES: readonly (readonly [attribute: string, rule: Rule])[] = [
  ['sAMAccountName', accountName],
  ['userPrincipalName', (draft) => uniqueInForest(draft, 'userPrincipalName', 'nameInUse')],
  ['servicePrincipalName', (draft) => uniqueInForest(draft, 'servicePrincipalName', 'serviceNameInUse')],
  ['groupType', groupType],
  ['userAccountControl', accountControl],
  ['pwdLastSet', passwordAge],
  ['primaryGroupID', primaryGroupRule],
  ['member', primaryMemberRule],
  ['description', singleDescription],
]

export function accountRules(draft: Draft): Verdict {
  for (const [attribute, rule] of RULES) {
    const verdict = draft.written.has(attribute) ? rule(draft) : undefined
    if (verdict !== undefined) return verdict
  }
  return undefined
}

const FORBIDDEN_IN_NAMES = /["/\\[\]:;|=,+*?<>\p{Cc}]/u

function accountName(draft: Draft): Verdict {
  const name = draft.first('sAMAccountName')
  if (name === undefined) return isPrincipal(draft) ? willNotPerform() : undefined
  if (FORBIDDEN_IN_NAMES.test(name)) return writeRefused('badAccountName')
  return isTaken(draft, 'sAMAccountName', name) ? writeRefused('accountExists') : undefined
}

function uniqueInForest(draft: Draft, attribute: string, refusal: 'nameInUse' | 'serviceNameInUse'): Verdict {
  return draft.values(attribute).some((value) => isTaken(draft, attribute, value))
    ? writeRefused(refusal)
    : undefined
}

function isTaken({ tree, before }: Draft, attribute: string, value: string): boolean {
  const key = tree.schema.attribute(attribute)?.syntax.key(value) ?? value
  const others = (entry: StoredEntry) =>
    entry.key !== before?.key && entry.record.values['isDeleted'] === undefined
  return [...tree.byValue(attribute, key)].some(others)
}

function isPrincipal(draft: Draft): boolean {
  return draft.isOfClass('user') || draft.isOfClass('group')
}

/** The accounts database knows one description of each account. @observed a domain controller */
function singleDescription(draft: Draft): Verdict {
  return isPrincipal(draft) && draft.values('description').length > 1
    ? writeRefused('secondValue')
    : undefined
}

const SCOPES: readonly number[] = [GROUP_TYPE.global, GROUP_TYPE.domainLocal, GROUP_TYPE.universal]
const SCOPE_BITS = 0xe

/** One scope, with or without the bit of security groups; a local and a global group do not become each other. */
function groupType(draft: Draft): Verdict {
  const type = Number(draft.first('groupType') ?? 0)
  const scope = type & SCOPE_BITS
  if (!SCOPES.includes(scope) || (type & GROUP_TYPE.builtin) !== 0) return willNotPerform()
  const before = Number(draft.before?.record.values['groupType']?.[0] ?? type) & SCOPE_BITS
  const isAcross = before !== scope && before !== GROUP_TYPE.universal && scope !== GROUP_TYPE.universal
  if (isAcross) return willNotPerform()
  const isLocal = scope === GROUP_TYPE.domainLocal
  const [security, distribution] = isLocal
    ? [ACCOUNT_TYPE.localSecurityGroup, ACCOUNT_TYPE.localDistributionGroup]
    : [ACCOUNT_TYPE.securityGroup, ACCOUNT_TYPE.distributionGroup]
  draft.keep('sAMAccountType', [String(type < 0 ? security : distribution)])
  return undefined
}

const INTERDOMAIN_TRUST = 0x800
const PARTIAL_SECRETS = 0x4000000
const KINDS =
  ACCOUNT_CONTROL.normal | ACCOUNT_CONTROL.workstationTrust | ACCOUNT_CONTROL.serverTrust | INTERDOMAIN_TRUST
/** Bits that the directory works out itself; what is written of them is forgotten. */
const COMPUTED = ACCOUNT_CONTROL.lockedOut | ACCOUNT_CONTROL.passwordExpired

/** Written bits decide what kind of account it is; without one it is a user's. */
function accountControl(draft: Draft): Verdict {
  const written = Number(draft.first('userAccountControl') ?? 0)
  if (written < 0) return writeRefused('invalidAccountValue')
  if ((written & INTERDOMAIN_TRUST) !== 0) return accessDenied()
  const bits = written & ~COMPUTED
  const control = (bits & KINDS) === 0 ? bits | ACCOUNT_CONTROL.normal : bits
  const isServer = (control & (ACCOUNT_CONTROL.serverTrust | PARTIAL_SECRETS)) !== 0
  if (isServer && !draft.isOfClass('computer')) return writeRefused('classConflict')

  const isComputer = (control & (ACCOUNT_CONTROL.workstationTrust | ACCOUNT_CONTROL.serverTrust)) !== 0
  draft.keep('userAccountControl', [String(control)])
  draft.keep('sAMAccountType', [String(isComputer ? ACCOUNT_TYPE.computer : ACCOUNT_TYPE.user)])
  if (kindOf(draft) !== (control & KINDS)) draft.keep('primaryGroupID', [primaryGroupFor(control)])
  return undefined
}

function kindOf({ before }: Draft): number {
  return Number(before?.record.values['userAccountControl']?.[0] ?? 0) & KINDS
}

/** Relative ids of Domain Users, Domain Computers and Domain Controllers. @source MS-SAMR 3.1.1.8.1 */
function primaryGroupFor(control: number): string {
  if ((control & ACCOUNT_CONTROL.serverTrust) !== 0) return '516'
  return (control & ACCOUNT_CONTROL.workstationTrust) === 0 ? '513' : '515'
}

/** 0 asks for a new password at the next log-on, -1 says it was set just now; nothing else can be written. */
function passwordAge(draft: Draft): Verdict {
  switch (draft.first('pwdLastSet')) {
    case '0':
      return undefined
    case '-1':
      draft.keep('pwdLastSet', [String(toFileTime(draft.session.clock.now()))])
      return undefined
    default:
      return writeRefused('invalidAccountValue')
  }
}
