import { FEATURES, isAtLeast, isRequestVersion, type Feature } from '../versions/index.js'
import { EwsFault } from './ews-fault.js'
import type { OperationCall } from './operation.js'

/** Refuses what came after the version that a request names. @source ews.md 1.7 */
export function requireFeature(
  { requestedVersion }: Pick<OperationCall, 'requestedVersion'>,
  feature: Feature,
) {
  const isKnown = isRequestVersion(requestedVersion) && isAtLeast(requestedVersion, FEATURES[feature])
  if (!isKnown) throw new EwsFault('ErrorIncorrectSchemaVersion')
}
