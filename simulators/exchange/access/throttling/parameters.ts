import type { ProductName } from '../../versions/index.js'

/** What the number of a parameter counts. */
export type ParameterUnit =
  | 'count'
  | 'percent of a minute'
  | 'percent'
  | 'milliseconds'
  | 'milliseconds an hour'
  | 'seconds'
  | 'a minute'
  | 'a day'

interface ParameterRow {
  readonly unit: ParameterUnit
  /** Where the cmdlets know it. */
  readonly products: readonly ProductName[]
}

const SINCE_2013: readonly ProductName[] = ['2013', '2016', '2019', 'se', 'online']
const ONLY_2010: readonly ProductName[] = ['2010']
const ALL: readonly ProductName[] = [...ONLY_2010, ...SINCE_2013]

/**
 * The parameters of a throttling policy that have to do with EWS, by the names that the cmdlets print.
 * @source ews.md 7.1; [DOC] New-ThrottlingPolicy, ews-throttling-in-exchange
 */
export const THROTTLING_PARAMETERS = {
  EwsMaxConcurrency: { unit: 'count', products: ALL },
  EwsMaxSubscriptions: { unit: 'count', products: ALL },
  EwsMaxBurst: { unit: 'milliseconds', products: SINCE_2013 },
  EwsRechargeRate: { unit: 'milliseconds an hour', products: SINCE_2013 },
  EwsCutoffBalance: { unit: 'milliseconds', products: SINCE_2013 },
  EWSPercentTimeInAD: { unit: 'percent of a minute', products: ONLY_2010 },
  EWSPercentTimeInCAS: { unit: 'percent of a minute', products: ONLY_2010 },
  EWSPercentTimeInMailboxRPC: { unit: 'percent of a minute', products: ONLY_2010 },
  EWSFastSearchTimeoutInSeconds: { unit: 'seconds', products: ONLY_2010 },
  EWSFindCountLimit: { unit: 'count', products: ONLY_2010 },
  CPUStartPercent: { unit: 'percent', products: ONLY_2010 },
  MessageRateLimit: { unit: 'a minute', products: ALL },
  RecipientRateLimit: { unit: 'a day', products: ALL },
  ForwardeeLimit: { unit: 'count', products: ALL },
} as const satisfies Record<string, ParameterRow>

export type ThrottlingParameter = keyof typeof THROTTLING_PARAMETERS

const BY_LOWER_NAME: ReadonlyMap<string, ThrottlingParameter> = new Map(
  (Object.keys(THROTTLING_PARAMETERS) as ThrottlingParameter[]).map((name) => [name.toLowerCase(), name]),
)

/** The parameter that a cmdlet names, in any case; undefined when no release knows it. */
export function parameterNamed(name: string): ThrottlingParameter | undefined {
  return BY_LOWER_NAME.get(name.toLowerCase())
}

/** The parameters that the cmdlets of a release know, in the order in which they are shown. */
export function parametersOf(product: ProductName): readonly ThrottlingParameter[] {
  return [...BY_LOWER_NAME.values()].filter((name) => knows(product, name))
}

export function knows(product: ProductName, name: ThrottlingParameter): boolean {
  return THROTTLING_PARAMETERS[name].products.includes(product)
}
