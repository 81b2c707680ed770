import type { ProductName } from './product-name.js'

/** One thing in which releases differ. The code asks for its value; the page about versions is written from it. */
export interface Difference<Value = unknown> {
  readonly topic: Topic
  readonly what: string
  /** Where it is documented, or that it is inferred. */
  readonly source: string
  readonly values: Readonly<Record<ProductName, Value>>
}

export const TOPICS = [
  'Protocol',
  'HTTP',
  'Servers',
  'Operations and properties',
  'Notifications',
  'Throttling',
  'Access',
  'Autodiscover',
  'Administration',
] as const

export type Topic = (typeof TOPICS)[number]

/** Values by release, where only the release from which something is so matters; Online is the newest. */
export function sinceRelease<Value>(
  releases: Partial<Record<ProductName, Value>> & { readonly '2010': Value },
): Readonly<Record<ProductName, Value>> {
  const { '2010': oldest, '2013': second = oldest, '2016': third = second, '2019': fourth = third } = releases
  const { se = fourth, online = se } = releases
  return { '2010': oldest, '2013': second, '2016': third, '2019': fourth, se, online }
}
