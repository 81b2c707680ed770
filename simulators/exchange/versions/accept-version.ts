import type { ProductVersion } from './product-version.js'
import { isAtLeast, isRequestVersion, UNSTATED_VERSION, type RequestVersion } from './request-version.js'

export type VersionAcceptance =
  | { readonly kind: 'accepted'; readonly version: RequestVersion }
  | { readonly kind: 'refused'; readonly code: 'ErrorInvalidServerVersion' | 'ErrorInvalidRequest' }

/** Decides about the `RequestServerVersion` of a request. @source ews.md 1.5, 1.7 */
export function acceptVersion(product: ProductVersion, requested: string | undefined): VersionAcceptance {
  if (requested === undefined) return { kind: 'accepted', version: UNSTATED_VERSION }
  if (!isRequestVersion(requested)) return { kind: 'refused', code: product.unknownVersionCode }
  return isAtLeast(product.newestRequest, requested)
    ? { kind: 'accepted', version: requested }
    : { kind: 'refused', code: 'ErrorInvalidServerVersion' }
}
