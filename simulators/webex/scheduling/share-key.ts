import { put, type Core, type Write } from '../../core/index.js'
import { bound } from '../kms/key-store.js'
import { kmsServerOf } from '../kms/kms-uri.js'
import { kmsKeys, kmsResources } from '../records/kms.js'

/**
 * The writes that let an account read with a key that a client has made: the connector's, so that it can open what it
 * is asked and encrypt its answer. @inferred our design: how the real cloud shares these keys is not public
 */
export function shareKey(core: Core, keyUrl: string, readerId: string): readonly Write[] {
  const { world, ids, clock } = core
  const key = world.get(kmsKeys, keyUrl)
  if (key === undefined) return []
  const known = key.resourceUri === null ? undefined : world.get(kmsResources, key.resourceUri)
  if (known?.userIds.includes(readerId) === true) return []
  if (known !== undefined) return [put(kmsResources, { ...known, userIds: [...known.userIds, readerId] })]
  const uri = `${kmsServerOf(keyUrl)}/resources/${ids.uuid()}`
  const resource = { uri, userIds: [...new Set([key.userId, readerId])], created: clock.now() }
  return [put(kmsResources, resource), bound(key, resource).write]
}
