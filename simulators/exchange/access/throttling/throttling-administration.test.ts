import { expect, it } from 'vitest'
import { createCore, createManualClock, type LabError } from '../../../core/index.js'
import type { ProductName } from '../../versions/index.js'
import { parameterNamed, parametersOf } from './parameters.js'
import { throttlingCollections } from './policy.js'
import { createThrottlingAdministration, defaultPolicyWrites } from './throttling-administration.js'

const ACCOUNT = '7d1c2f2e-0000-4000-8000-000000000001'

function administer(product: ProductName = '2016', seeded = product) {
  const { world, ids } = createCore({ seed: 1, clock: createManualClock() })
  world.register(throttlingCollections)
  world.seed(defaultPolicyWrites(seeded, ids))
  return createThrottlingAdministration({ world, ids, product })
}

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return (error as LabError).code
  }
  return 'done'
}

it.each([
  ['2010', 'DefaultThrottlingPolicy', 10],
  ['2013', 'GlobalThrottlingPolicy', 27],
  ['2019', 'GlobalThrottlingPolicy', 27],
  ['se', 'GlobalThrottlingPolicy', 27],
] as const)('starts Exchange %s with its default policy', (product, name, concurrency) => {
  const throttling = administer(product)

  const policy = throttling.defaultPolicy()

  expect(policy.name).toBe(`${name}_${policy.guid}`)
  expect(policy.settings.EwsMaxConcurrency).toBe(concurrency)
  expect(throttling.effective(ACCOUNT)).toEqual(policy.settings)
})

it('has one policy alone in Exchange Online, whatever the organization has on premises', () => {
  const throttling = administer('online', '2016')

  expect(throttling.effective(ACCOUNT)).toMatchObject({ EwsMaxConcurrency: 27, EwsMaxSubscriptions: 20 })
  expect([throttling.defaultPolicy().name, throttling.policies()]).toEqual(['GlobalThrottlingPolicy', []])
  expect(codeOf(() => throttling.create({ name: 'P' }))).toBe('THROTTLING_ONLINE')
})

it('gives an account what its policy says, and the wider policies what that leaves open', () => {
  const throttling = administer()
  throttling.create({ name: 'Everybody', scope: 'Organization', settings: { EwsMaxSubscriptions: 100 } })
  throttling.create({ name: 'Connector', settings: { EwsMaxConcurrency: 'Unlimited' } })

  throttling.associate(ACCOUNT, 'connector')

  expect(throttling.effective(ACCOUNT)).toMatchObject({
    EwsMaxConcurrency: 'Unlimited',
    EwsMaxSubscriptions: 100,
    EwsMaxBurst: 300_000,
  })
  expect(throttling.effective('another')).toMatchObject({ EwsMaxConcurrency: 27, EwsMaxSubscriptions: 100 })
})

it('takes an account back to the default', () => {
  const throttling = administer()
  throttling.create({ name: 'Connector', settings: { EwsMaxConcurrency: 100 } })
  throttling.associate(ACCOUNT, 'Connector')

  throttling.associate(ACCOUNT, null)

  expect(throttling.policyOf(ACCOUNT)).toBeUndefined()
  expect(throttling.effective(ACCOUNT).EwsMaxConcurrency).toBe(27)
})

it('reads $null as no limit in 2010 and as nothing said in later releases', () => {
  const older = administer('2010')
  const newer = administer('2016')
  older.create({ name: 'P', settings: { EwsMaxConcurrency: null, EWSPercentTimeInCAS: 500 } })
  newer.create({ name: 'P', settings: { EwsMaxConcurrency: 100 } })

  const changed = newer.change('P', { settings: { EwsMaxConcurrency: null } })

  expect(older.policy('p')?.settings).toEqual({ EwsMaxConcurrency: 'Unlimited', EWSPercentTimeInCAS: 500 })
  expect(changed.settings).toEqual({})
})

it('renames a policy without losing who has it', () => {
  const throttling = administer()
  throttling.create({ name: 'Old' })
  throttling.associate(ACCOUNT, 'Old')

  throttling.change('Old', { name: 'New' })

  expect(throttling.policyOf(ACCOUNT)?.name).toBe('New')
})

it('refuses what the product refuses', () => {
  const throttling = administer()
  throttling.create({ name: 'P' })
  throttling.associate(ACCOUNT, 'P')
  const make = (settings: object) => () => throttling.create({ name: 'Q', settings })

  expect([
    codeOf(() => throttling.create({ name: 'p' })),
    codeOf(() => throttling.create({ name: 'G', scope: 'Global' })),
    codeOf(() => administer('2010').create({ name: 'O', scope: 'Organization' })),
    codeOf(() => throttling.change('Nobody', {})),
    codeOf(() => throttling.remove('P')),
    codeOf(() => throttling.remove(throttling.defaultPolicy().name)),
    codeOf(make({ EWSPercentTimeInAD: 50 })),
    codeOf(make({ EwsMaxConcurrency: -1 })),
    codeOf(() => administer('2010').create({ name: 'Q', settings: { EwsMaxConcurrency: 'Unlimited' } })),
  ]).toEqual([
    'THROTTLING_EXISTS',
    'THROTTLING_SCOPE',
    'THROTTLING_SCOPE',
    'THROTTLING_NOT_FOUND',
    'THROTTLING_IN_USE',
    'THROTTLING_DEFAULT',
    'THROTTLING_PARAMETER',
    'THROTTLING_VALUE',
    'THROTTLING_VALUE',
  ])
})

it('knows the parameters of each release by any spelling', () => {
  expect(parameterNamed('EWSCutOffBalance')).toBe('EwsCutoffBalance')
  expect(parameterNamed('EWSNothing')).toBeUndefined()
  expect(parametersOf('2010')).toContain('EWSPercentTimeInMailboxRPC')
  expect(parametersOf('2016')).not.toContain('EWSFindCountLimit')
})
