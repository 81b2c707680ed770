import { LabError, put, remove, type Ids, type World, type Write } from '../../../core/index.js'
import type { ProductName } from '../../versions/index.js'
import { DEFAULT_SETTINGS, defaultPolicyName } from './default-settings.js'
import type { ThrottlingParameter } from './parameters.js'
import {
  throttlingAssociations,
  throttlingPolicies,
  type ThrottlingAssociation,
  type ThrottlingLimit,
  type ThrottlingPolicy,
  type ThrottlingScope,
  type ThrottlingSettings,
} from './policy.js'
import { changedSettings, type SettingChanges } from './setting-changes.js'

/** A policy as New-ThrottlingPolicy asks for it. */
export interface NewThrottlingPolicy {
  readonly name: string
  /** Default `Regular`. */
  readonly scope?: ThrottlingScope
  readonly isServiceAccount?: boolean
  readonly settings?: SettingChanges
}

/** What Set-ThrottlingPolicy changes; what is absent stays. */
export type ThrottlingPolicyChange = Partial<NewThrottlingPolicy>

/** Every parameter that applies to an account, wherever it is set. */
export type EffectiveSettings = Readonly<Partial<Record<ThrottlingParameter, ThrottlingLimit>>>

/**
 * The throttling policies of an organization and who has which, as an administrator sees them. A policy is named by
 * its name, in any case, or by its guid; an account by its objectGuid.
 */
export interface ThrottlingAdministration {
  create(policy: NewThrottlingPolicy): ThrottlingPolicy
  change(name: string, change: ThrottlingPolicyChange): ThrottlingPolicy
  remove(name: string): void
  policies(): readonly ThrottlingPolicy[]
  policy(name: string): ThrottlingPolicy | undefined
  /** What applies where no other policy says anything: `GlobalThrottlingPolicy_…`, or 2010's default. */
  defaultPolicy(): ThrottlingPolicy
  /** Binds an account to a policy; null takes it back to the default. */
  associate(account: string, policy: string | null): void
  associations(): readonly ThrottlingAssociation[]
  /** The policy that an account is bound to; undefined when that is the default. */
  policyOf(account: string): ThrottlingPolicy | undefined
  /** What applies to an account; to nobody in particular when it is undefined. */
  effective(account: string | undefined): EffectiveSettings
}

export interface ThrottlingAdministrationOptions {
  readonly world: World
  readonly ids: Ids
  readonly product: ProductName
}

const CAUSE = 'throttling-administration'

/** The default policy of a release, to seed a world with. Nobody sees or changes that of Exchange Online. */
export function defaultPolicyWrites(product: ProductName, ids: Ids): readonly Write[] {
  return hasPolicies(product) ? [put(throttlingPolicies, builtInPolicy(product, ids.uuid()))] : []
}

/** @source ews.md 7.4: there are no cmdlets for Exchange Online */
function hasPolicies(product: ProductName): boolean {
  return product !== 'online'
}

function builtInPolicy(product: ProductName, guid: string): ThrottlingPolicy {
  const name = defaultPolicyName(product, guid)
  return { guid, name, scope: 'Global', isServiceAccount: false, settings: DEFAULT_SETTINGS[product] }
}

export function createThrottlingAdministration(
  options: ThrottlingAdministrationOptions,
): ThrottlingAdministration {
  const { world, ids, product } = options

  return {
    create({ name, scope = 'Regular', isServiceAccount = false, settings = {} }) {
      if (!hasPolicies(product)) throw refused('ONLINE', 'Exchange Online has policies of its own alone.')
      mustBeFree(name)
      mustBeGivable(scope)
      const record = {
        guid: ids.uuid(),
        name,
        scope,
        isServiceAccount,
        settings: changedSettings(product, {}, settings),
      }
      return store(record, 'created')
    },
    change(which, { name, scope, isServiceAccount, settings = {} }) {
      const policy = mustFind(which)
      if (name !== undefined && name.toLowerCase() !== policy.name.toLowerCase()) mustBeFree(name)
      if (scope !== undefined && scope !== policy.scope) mustBeGivable(scope)
      const record = {
        guid: policy.guid,
        name: name ?? policy.name,
        scope: scope ?? policy.scope,
        isServiceAccount: isServiceAccount ?? policy.isServiceAccount,
        settings: changedSettings(product, policy.settings, settings),
      }
      return store(record, 'changed')
    },
    remove(which) {
      const policy = mustFind(which)
      if (policy.scope === 'Global') throw refused('DEFAULT', `"${policy.name}" is the default policy.`)
      const users = world.countBy(throttlingAssociations, 'policy', policy.guid)
      if (users > 0) throw refused('IN_USE', `"${policy.name}" is the policy of ${users} accounts.`)
      commit('removed', remove(throttlingPolicies, policy.guid))
    },
    policies: () =>
      hasPolicies(product) ? [...world.all(throttlingPolicies)].map(({ record }) => record) : [],
    policy: find,
    defaultPolicy: () => byScope('Global') ?? builtInPolicy(product, ''),
    associate(account, which) {
      if (which !== null) return bind(account, mustFind(which))
      if (world.get(throttlingAssociations, account) === undefined) return
      commit('dissociated', remove(throttlingAssociations, account))
    },
    associations: () => [...world.all(throttlingAssociations)].map(({ record }) => record),
    policyOf,
    effective: (account) => ({
      ...DEFAULT_SETTINGS[product],
      ...byScope('Global')?.settings,
      ...byScope('Organization')?.settings,
      ...(account === undefined ? {} : policyOf(account)?.settings),
    }),
  }

  function find(which: string): ThrottlingPolicy | undefined {
    return (
      world.one(throttlingPolicies, 'name', which.toLowerCase()) ??
      world.get(throttlingPolicies, which.toLowerCase())
    )
  }

  function byScope(scope: ThrottlingScope): ThrottlingPolicy | undefined {
    return hasPolicies(product) ? world.one(throttlingPolicies, 'scope', scope) : undefined
  }

  function policyOf(account: string): ThrottlingPolicy | undefined {
    if (!hasPolicies(product)) return undefined
    const association = world.get(throttlingAssociations, account)
    return association && world.get(throttlingPolicies, association.policy)
  }

  /** The default policy is what an account has that is bound to none. */
  function bind(account: string, { guid, name, scope }: ThrottlingPolicy): void {
    if (scope === 'Organization') throw refused('SCOPE', `"${name}" is for everybody.`)
    const record: ThrottlingAssociation = { account, policy: guid }
    commit('associated', put(throttlingAssociations, record))
  }

  function store(record: ThrottlingPolicy & { settings: ThrottlingSettings }, reason: string) {
    commit(reason, put(throttlingPolicies, record))
    return record
  }

  function commit(reason: string, write: Write): void {
    world.commit({ cause: CAUSE, reason, writes: [write] })
  }

  function mustFind(which: string): ThrottlingPolicy {
    return mustExist(find(which), which)
  }

  function mustBeFree(name: string): void {
    if (find(name) !== undefined) throw refused('EXISTS', `There is already a throttling policy "${name}".`)
  }

  /** @source [DOC] New-ThrottlingPolicy: `Global` is reserved; the scopes came with 2013 */
  function mustBeGivable(scope: ThrottlingScope): void {
    if (scope === 'Global') throw refused('SCOPE', 'The scope Global is reserved for the default policy.')
    if (scope !== 'Regular' && product === '2010')
      throw refused('SCOPE', `Exchange 2010 has no policies of scope ${scope}.`)
  }
}

function mustExist(policy: ThrottlingPolicy | undefined, which: string): ThrottlingPolicy {
  if (policy !== undefined) return policy
  throw refused('NOT_FOUND', `There is no throttling policy "${which}".`)
}

/** What can be done about each refusal. */
const HINTS = {
  ONLINE: 'Choose a release that is installed on premises, or set the switches of throttling.',
  DEFAULT: 'It can be changed, not removed.',
  IN_USE: 'Associate them with another policy first.',
  SCOPE: 'Make one of scope Regular and associate it with accounts.',
  EXISTS: 'Choose another name, or change that one.',
  NOT_FOUND: 'Create it first.',
}

function refused(why: keyof typeof HINTS, message: string): LabError {
  return new LabError(`THROTTLING_${why}`, { message, hint: HINTS[why] })
}
