import {
  knows,
  THROTTLING_PARAMETERS,
  type SettingChanges,
  type ThrottlingParameter,
  type ThrottlingPolicy,
} from '../../access/throttling/index.js'
import { flag, identity, limit, name, oneOf, optionalIdentity, type Limit } from '../binding/kind.js'
import { mandatory, optional, type Parameter } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { canonicalName, userNamed } from '../objects/find.js'
import { configurationDn } from '../objects/configuration.js'
import { objectExists, objectNotFound, refused } from '../objects/refusals.js'
import { translated } from '../objects/translate.js'
import { patternOf } from '../filter/satisfies.js'
import { onPremises, since2013 } from '../releases.js'
import type { ProductVersion } from '../../versions/index.js'
import type { ShellObject, ShellValue } from '../values.js'

const tasks = 'SystemConfigurationTasks'
/** There are none of these cmdlets in Exchange Online. @source ews.md 7.4 */
const knownTo = onPremises

const NAMES = Object.keys(THROTTLING_PARAMETERS) as readonly ThrottlingParameter[]

const LIMITS = Object.fromEntries(
  NAMES.map((each) => [each, optional(limit(), { knownTo: ({ name: product }) => knows(product, each) })]),
) as Readonly<Record<ThrottlingParameter, Parameter<Limit, false>>>

/** Limits of other protocols, and of what is no budget here. @source Exchange documentation of New-ThrottlingPolicy */
const OTHER_PROTOCOLS = [
  'Anonymous',
  'Eas',
  'Imap',
  'Owa',
  'Pop',
  'Rca',
  'Cpa',
  'PowerShell',
  'CrossForest',
] as const
const MEASURES = {
  all: ['MaxConcurrency'],
  since2013: ['MaxBurst', 'RechargeRate', 'CutoffBalance'],
  only2010: ['PercentTimeInAD', 'PercentTimeInCAS', 'PercentTimeInMailboxRPC'],
}
const OTHERS = [
  'ComplianceMaxExpansionDGRecipients DiscoveryMaxConcurrency DiscoveryMaxKeywords DiscoveryMaxMailboxes EasMaxDevices',
  'EasMaxDeviceDeletesPerMonth EasMaxInactivityForDeviceCleanup EncryptionRecipientMaxConcurrency EncryptionSenderMaxConcurrency',
  'ExchangeMaxCmdlets OutlookServiceMaxConcurrency PowerShellMaxCmdlets PowerShellMaxCmdletsTimePeriod',
  'PowerShellMaxCmdletQueueDepth PowerShellMaxDestructiveCmdlets PowerShellMaxDestructiveCmdletsTimePeriod',
  'PowerShellMaxOperations PushNotificationMaxConcurrency',
].flatMap((line) => line.split(' '))

function without(product: ProductVersion): readonly string[] {
  const measures = [...MEASURES.all, ...(since2013(product) ? MEASURES.since2013 : MEASURES.only2010)]
  return [...OTHER_PROTOCOLS.flatMap((each) => measures.map((measure) => each + measure)), ...OTHERS]
}

const POLICY = {
  ...LIMITS,
  IsServiceAccount: optional(flag, { knownTo: since2013 }),
  ThrottlingPolicyScope: optional(oneOf('ThrottlingPolicyScopeType', ['Regular', 'Organization', 'Global']), {
    knownTo: since2013,
  }),
}

const IDENTITY = mandatory(identity('ThrottlingPolicyIdParameter'), { position: 0 })

/** New-, Get-, Set- and Remove-ThrottlingPolicy, and who has which. @source Exchange documentation of these cmdlets */
export const THROTTLING_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'New-ThrottlingPolicy',
    tasks,
    knownTo,
    parameters: { Name: mandatory(name, { position: 0 }), ...POLICY },
    without,
    run({ Name, ThrottlingPolicyScope: scope, IsServiceAccount: isServiceAccount, ...given }, running) {
      const policy = change(running, Name, () =>
        running.throttling.create({
          name: Name,
          settings: settingsOf(given),
          ...(scope === undefined ? {} : { scope }),
          ...(isServiceAccount === undefined ? {} : { isServiceAccount }),
        }),
      )
      return [shown(running, policy)]
    },
  }),
  cmdlet({
    name: 'Get-ThrottlingPolicy',
    tasks,
    knownTo,
    parameters: {
      Identity: optional(identity('ThrottlingPolicyIdParameter'), { position: 0 }),
      ThrottlingPolicyScope: POLICY.ThrottlingPolicyScope,
      Explicit: optional(flag, { knownTo: since2013 }),
      Diagnostics: optional(flag),
    },
    run({ Identity, ThrottlingPolicyScope: scope }, running) {
      if (Identity !== undefined && !Identity.includes('*'))
        return [shown(running, policyNamed(running, Identity))]
      return running.throttling
        .policies()
        .filter((policy) => Identity === undefined || patternOf(Identity).test(policy.name))
        .filter((policy) => scope === undefined || policy.scope === scope)
        .map((policy) => shown(running, policy))
    },
  }),
  cmdlet({
    name: 'Set-ThrottlingPolicy',
    tasks,
    knownTo,
    parameters: {
      Identity: IDENTITY,
      Name: optional(name),
      ...POLICY,
      Force: optional(flag),
      ForceSettingGlobal: optional(flag),
    },
    without,
    run(
      { Identity, Name, ThrottlingPolicyScope: scope, IsServiceAccount: isServiceAccount, ...given },
      running,
    ) {
      const { guid } = policyNamed(running, Identity)
      change(running, Name ?? Identity, () =>
        running.throttling.change(guid, {
          settings: settingsOf(given),
          ...(Name === undefined ? {} : { name: Name }),
          ...(scope === undefined ? {} : { scope }),
          ...(isServiceAccount === undefined ? {} : { isServiceAccount }),
        }),
      )
      return undefined
    },
  }),
  cmdlet({
    name: 'Remove-ThrottlingPolicy',
    tasks,
    knownTo,
    parameters: { Identity: IDENTITY, Force: optional(flag) },
    run({ Identity }, running) {
      const { guid } = policyNamed(running, Identity)
      change(running, Identity, () => running.throttling.remove(guid))
      return undefined
    },
  }),
  cmdlet({
    name: 'Set-ThrottlingPolicyAssociation',
    tasks,
    knownTo,
    parameters: {
      Identity: mandatory(identity('ThrottlingPolicyAssociationIdParameter'), { position: 0 }),
      ThrottlingPolicy: optional(optionalIdentity('ThrottlingPolicyIdParameter')),
    },
    run({ Identity, ThrottlingPolicy }, running) {
      const account = userNamed(running, Identity).entry.key
      if (ThrottlingPolicy !== undefined) bindTo(running, account, ThrottlingPolicy)
      return undefined
    },
  }),
  cmdlet({
    name: 'Get-ThrottlingPolicyAssociation',
    tasks,
    knownTo,
    parameters: {
      Identity: optional(identity('ThrottlingPolicyAssociationIdParameter'), { position: 0 }),
      ThrottlingPolicy: optional(identity('ThrottlingPolicyIdParameter')),
      ResultSize: optional(limit()),
    },
    run({ Identity, ThrottlingPolicy }, running) {
      const policy = ThrottlingPolicy === undefined ? undefined : policyNamed(running, ThrottlingPolicy).guid
      const accounts =
        Identity === undefined
          ? running.throttling.associations().map(({ account }) => account)
          : [userNamed(running, Identity).entry.key]
      return accounts
        .filter((account) => policy === undefined || running.throttling.policyOf(account)?.guid === policy)
        .flatMap((account) => associationOf(running, account))
    },
  }),
]

/** Binds an account to a policy, or takes it back to the default. */
export function bindTo(running: Running, account: string, policy: string | null): void {
  const guid = policy === null ? null : policyNamed(running, policy).guid
  change(running, policy ?? '', () => running.throttling.associate(account, guid))
}

function settingsOf(given: Readonly<Partial<Record<ThrottlingParameter, Limit>>>): SettingChanges {
  const changed = NAMES.flatMap((each) => (given[each] === undefined ? [] : [[each, given[each]] as const]))
  return Object.fromEntries(changed)
}

function policyNamed(running: Running, wanted: string): ThrottlingPolicy {
  const found = running.throttling.policy(wanted)
  if (found === undefined) throw objectNotFound(running, wanted)
  return found
}

/** @inferred the words of the refusals, except that a name is taken */
function change<Result>(running: Running, called: string, act: () => Result): Result {
  const translations = {
    THROTTLING_EXISTS: () => objectExists(running, configurationDn(running, 'throttling', called)),
    THROTTLING_NOT_FOUND: () => objectNotFound(running, called),
    THROTTLING_IN_USE: () =>
      refused(
        `The throttling policy "${called}" can't be removed because it's associated with one or more users.`,
      ),
    THROTTLING_DEFAULT: () =>
      refused(`The throttling policy "${called}" is a default policy and can't be removed.`),
  }
  return translated(translations, act)
}

function shown(
  running: Running,
  { guid, name: called, scope, isServiceAccount, settings }: ThrottlingPolicy,
): ShellObject {
  const { product } = running
  const limits: readonly (readonly [string, ShellValue])[] = NAMES.filter((each) =>
    knows(product.name, each),
  ).map((each) => [each, settings[each] ?? null])
  return shellObject('ThrottlingPolicy', guid, {
    Name: called,
    IsDefault: scope === 'Global',
    ...(since2013(product) ? { ThrottlingPolicyScope: scope, IsServiceAccount: isServiceAccount } : {}),
    ...Object.fromEntries(limits),
    Identity: called,
    Id: called,
    Guid: guid,
    DistinguishedName: configurationDn(running, 'throttling', called),
  })
}

function associationOf(running: Running, account: string): readonly ShellObject[] {
  const entry = running.directory.tree.get(account)
  if (entry === undefined) return []
  return [
    shellObject('ThrottlingPolicyAssociation', account, {
      Name: entry.record.name,
      ThrottlingPolicyId: running.throttling.policyOf(account)?.name ?? null,
      ObjectId: canonicalName(running, account),
      Identity: canonicalName(running, account),
      Guid: account,
    }),
  ]
}
