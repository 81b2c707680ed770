import { randomBytes } from 'node:crypto'
import { formatMilliseconds, instant, put, type Core, type Write } from '../../core/index.js'
import { keyServers, kmsKeys, kmsResources, type KmsKey, type KmsResource } from '../records/kms.js'
import { KmsFault } from './kms-message.js'
import { kmsHostOf } from './kms-uri.js'

/** @inferred Content keys live long: what they encrypted must stay readable. */
const KEY_LIFETIME_MS = 365 * 24 * 3_600_000

export type KeyOwner = Pick<KmsKey, 'userId' | 'clientId'>

export function newKey({ ids, clock }: Core, owner: KeyOwner, kmsUri: string): KmsKey {
  return {
    ...owner,
    uri: `${kmsUri}/keys/${ids.uuid()}`,
    k: randomBytes(32).toString('base64url'),
    created: clock.now(),
    expires: instant(clock.now() + KEY_LIFETIME_MS),
    resourceUri: null,
  }
}

/** The key, for somebody who may have it: its maker until it is bound, then whom its resource names. */
export function keyFor(core: Core, userId: string, uri: string): KmsKey {
  const { world } = core
  requireServer(core, uri)
  const key = world.get(kmsKeys, uri)
  if (key === undefined) throw new KmsFault(404, 'The key does not exist.')

  const resource = key.resourceUri === null ? undefined : world.get(kmsResources, key.resourceUri)
  const isAllowed = resource === undefined ? key.userId === userId : resource.userIds.includes(userId)
  if (!isAllowed) throw new KmsFault(403, 'The user is not authorized for the key.')
  return key
}

/** The servers ask each other; one that cannot be reached gives nothing away. @inferred HC-192: the keys are nowhere else */
function requireServer({ world }: Core, uri: string): void {
  const server = world.one(keyServers, 'host', kmsHostOf(uri) ?? '')
  if (server?.isReachable === false) throw new KmsFault(503, 'The server of the key cannot be reached.')
}

/** The resource, for somebody who is authorized on it. */
export function resourceFor({ world }: Core, userId: string, uri: string): KmsResource {
  const resource = world.get(kmsResources, uri)
  if (resource === undefined) throw new KmsFault(404, 'The resource does not exist.')
  if (!resource.userIds.includes(userId))
    throw new KmsFault(403, 'The user is not authorized for the resource.')
  return resource
}

/** Puts a key under a resource: from then on the resource says who may have it. */
export function bound(key: KmsKey, resource: KmsResource): { readonly key: KmsKey; readonly write: Write } {
  const changed = { ...key, resourceUri: resource.uri }
  return { key: changed, write: put(kmsKeys, changed) }
}

/** A key as a client gets it, material included: only ever sent encrypted. */
export function renderKey({ uri, k, userId, clientId, created, expires, resourceUri }: KmsKey): object {
  return {
    uri,
    jwk: { kty: 'oct', kid: uri, alg: 'A256GCM', k },
    userId,
    clientId,
    createDate: formatMilliseconds(created),
    expirationDate: formatMilliseconds(expires),
    ...(resourceUri === null ? {} : { resourceUri }),
  }
}
