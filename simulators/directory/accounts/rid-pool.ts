import { collectionOf } from '../../core/index.js'

/** The domain's supply of relative ids: each principal's last part is used once, also after a deletion. */
export interface RidPool {
  readonly domainSid: string
  readonly nextRid: number
}

/** Holds one record. */
export const ridPools = collectionOf<RidPool>()('directory', 'rids', { key: () => 'domain' })
