import type { KnownTo } from './binding/parameter.js'
import type { ProductVersion } from '../versions/index.js'

export const onPremises: KnownTo = ({ name }) => name !== 'online'
export const online: KnownTo = ({ name }) => name === 'online'
/** Since 2013, and Online. */
export const since2013: KnownTo = ({ build }) => build.major >= 15
/** Since 2016, and Online. */
export const since2016: KnownTo = ({ build }) => build.major > 15 || (build.major === 15 && build.minor >= 1)

export function both(one: KnownTo, other: KnownTo): KnownTo {
  return (product: ProductVersion) => one(product) && other(product)
}
