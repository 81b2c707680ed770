export { acceptVersion, type VersionAcceptance } from './accept-version.js'
export { FEATURES, hasFeature, type Feature } from './features.js'
export {
  DEFAULT_PRODUCT,
  PRODUCT_VERSIONS,
  type ProductName,
  type ProductVersion,
} from './product-version.js'
export { isAtLeast, isRequestVersion, REQUEST_VERSIONS, type RequestVersion } from './request-version.js'
