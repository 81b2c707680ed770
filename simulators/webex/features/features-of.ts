import { createHash } from 'node:crypto'
import { formatMilliseconds, type Core, type Instant } from '../../core/index.js'
import { features, type Feature } from '../records/features.js'
import { entitlements } from '../records/service-users.js'

/** What a client may do and show, as it is told with its registration. */
export interface FeatureLists {
  readonly developer: readonly object[]
  readonly entitlement: readonly object[]
  readonly user: readonly object[]
}

/** The entitlement of people with the hybrid calendar. @source webex.md 10: a name seen in the SDK's tests */
const CALENDAR_ENTITLEMENT = 'squaredFusionCal'

export function featuresOf({ world }: Core, userId: string): FeatureLists {
  const own = [...world.by(features, 'user', userId)].map(({ record }) => record)
  const since = world.get(entitlements, userId)?.since
  return {
    developer: own.filter(({ type }) => type === 'developer').map(renderFeature),
    entitlement: since === undefined ? [] : [renderEntitlement(since)],
    user: own.filter(({ type }) => type === 'user').map(renderFeature),
  }
}

/** A toggle as clients get it. @source webex.md 7 */
export function renderFeature({ type, key, val, mutable, modified }: Feature): object {
  return {
    key,
    val,
    value: val,
    type: type.toUpperCase(),
    mutable,
    lastModified: formatMilliseconds(modified),
  }
}

function renderEntitlement(since: Instant): object {
  return {
    ...{ key: CALENDAR_ENTITLEMENT, val: 'true', value: 'true', type: 'ENTITLEMENT', mutable: false },
    lastModified: formatMilliseconds(since),
  }
}

/** Names the developer toggles that a client has: it is not told of them again. @observed @webex/internal-plugin-device 3.12.0 */
export function etagOf({ developer, entitlement }: FeatureLists): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([developer, entitlement]))
    .digest('hex')
  return `"${hash.slice(0, 16)}"`
}
