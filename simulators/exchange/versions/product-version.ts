import { DIFFERENCES } from './differences.js'
import { PRODUCT_NAMES, type ProductName } from './product-name.js'

type Differences = typeof DIFFERENCES

/** A release, with everything in which it may differ from others. */
export type ProductVersion = { readonly name: ProductName } & {
  readonly [Name in keyof Differences]: Differences[Name]['values'][ProductName]
}

export const PRODUCT_VERSIONS = Object.fromEntries(
  PRODUCT_NAMES.map((name) => [name, productVersion(name)]),
) as Readonly<Record<ProductName, ProductVersion>>

export const DEFAULT_PRODUCT: ProductName = '2016'

function productVersion(name: ProductName): ProductVersion {
  const values = Object.entries(DIFFERENCES).map(([difference, row]) => [difference, row.values[name]])
  return { name, ...(Object.fromEntries(values) as Omit<ProductVersion, 'name'>) }
}
