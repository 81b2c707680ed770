import { put, type Core } from '../../core/index.js'
import { kmsKeys, kmsResources, type KmsResource } from '../records/kms.js'
import { KmsFault, splitUri, type KmsAnswer, type KmsRequest } from './kms-message.js'
import { kmsHostOf, kmsServerOf } from './kms-uri.js'
import { bound, keyFor, newKey, renderKey, resourceFor, type KeyOwner } from './key-store.js'

/** A decrypted request with the account that its token names. */
export interface KmsCall {
  readonly core: Core
  readonly request: KmsRequest
  readonly owner: KeyOwner
  readonly cause: string
  /** The server that carries it out. */
  readonly kmsUri: string
}

type Operation = (call: KmsCall) => KmsAnswer

/** What the KMS does, by method and path. @source webex.md 9 */
const OPERATIONS: readonly { method: KmsRequest['method']; path: RegExp; run: Operation }[] = [
  { method: 'create', path: /^\/keys$/, run: createKeys },
  { method: 'retrieve', path: /^\/keys\/[^/]+$/, run: retrieveKey },
  { method: 'update', path: /^\/keys\/[^/]+$/, run: bindKey },
  { method: 'create', path: /^\/resources$/, run: createResource },
  { method: 'create', path: /^\/authorizations$/, run: authorize },
  { method: 'retrieve', path: /^\/resources\/[^/]+\/authorizations$/, run: listAuthorizations },
  { method: 'delete', path: /^\/resources\/[^/]+\/authorizations$/, run: removeAuthorization },
  { method: 'update', path: /^\/ping$/, run: () => ({ status: 200 }) },
]

/** Carries out a request; throws a `KmsFault`. */
export function runKmsRequest(call: KmsCall): KmsAnswer {
  const { path } = splitUri(call.request.uri)
  const operation = OPERATIONS.find(
    ({ method, path: form }) => method === call.request.method && form.test(path),
  )
  if (operation === undefined) throw new KmsFault(501, 'This operation is not supported.')
  return operation.run(call)
}

function createKeys({ core, request, owner, cause, kmsUri }: KmsCall): KmsAnswer {
  const keys = Array.from({ length: request.count ?? 1 }, () => newKey(core, owner, kmsUri))
  core.world.commit({ cause, reason: 'keys created', writes: keys.map((key) => put(kmsKeys, key)) })
  return { status: 201, keys: keys.map(renderKey) }
}

function retrieveKey({ core, request, owner, kmsUri }: KmsCall): KmsAnswer {
  return { status: 200, key: renderKey(keyFor(core, owner.userId, fullUri(request.uri, kmsUri))) }
}

function bindKey({ core, request, owner, cause, kmsUri }: KmsCall): KmsAnswer {
  const resource = resourceFor(core, owner.userId, request.resourceUri ?? '')
  const { key, write } = bound(
    keyFor(core, owner.userId, request.keyUri ?? fullUri(request.uri, kmsUri)),
    resource,
  )
  core.world.commit({ cause, reason: 'key bound', writes: [write] })
  return { status: 200, key: renderKey(key) }
}

/** The creator is authorized too, whoever else is named. */
function createResource({ core, request, owner, cause, kmsUri }: KmsCall): KmsAnswer {
  const resource: KmsResource = {
    uri: `${kmsUri}/resources/${core.ids.uuid()}`,
    userIds: [...new Set([owner.userId, ...(request.userIds ?? [])])],
    created: core.clock.now(),
  }
  const keys = (request.keyUris ?? []).map((uri) => bound(keyFor(core, owner.userId, uri), resource))
  core.world.commit({
    cause,
    reason: 'resource created',
    writes: [put(kmsResources, resource), ...keys.map(({ write }) => write)],
  })
  return {
    status: 201,
    resource: {
      uri: resource.uri,
      keyUris: keys.map(({ key }) => key.uri),
      authorizationUris: resource.userIds.map((userId) => authorizationUri(resource, userId)),
    },
  }
}

function authorize(call: KmsCall): KmsAnswer {
  const { request } = call
  const added = request.userIds ?? []
  const resource = changeUsers(call, request.resourceUri ?? '', (userIds) => [
    ...new Set([...userIds, ...added]),
  ])
  return { status: 201, authorizations: added.map((userId) => renderAuthorization(resource, userId)) }
}

function listAuthorizations(call: KmsCall): KmsAnswer {
  const resource = resourceFor(call.core, call.owner.userId, resourceUriOf(call))
  return {
    status: 200,
    authorizations: resource.userIds.map((userId) => renderAuthorization(resource, userId)),
  }
}

function removeAuthorization(call: KmsCall): KmsAnswer {
  const removed = splitUri(call.request.uri).query.get('authId')
  const resource = changeUsers(call, resourceUriOf(call), (userIds) => userIds.filter((id) => id !== removed))
  return { status: 200, authorizations: removed === null ? [] : [renderAuthorization(resource, removed)] }
}

function changeUsers(
  { core, owner, cause }: KmsCall,
  uri: string,
  change: (userIds: readonly string[]) => readonly string[],
): KmsResource {
  const resource = resourceFor(core, owner.userId, uri)
  const changed = { ...resource, userIds: change(resource.userIds) }
  core.world.commit({ cause, reason: 'authorizations changed', writes: [put(kmsResources, changed)] })
  return changed
}

/** @inferred from the SDK, which removes an authorization by the id of the user: an `authId` is a user's id. */
function renderAuthorization(resource: KmsResource, userId: string): object {
  return { uri: authorizationUri(resource, userId), authId: userId, resourceUri: resource.uri }
}

function authorizationUri({ uri }: KmsResource, userId: string): string {
  return `${uri}/authorizations?authId=${userId}`
}

function resourceUriOf({ request, kmsUri }: KmsCall): string {
  return fullUri(request.uri, kmsUri).replace(/\/authorizations.*$/, '')
}

/** A path alone is of the server that was asked. */
function fullUri(uri: string, kmsUri: string): string {
  return `${kmsHostOf(uri) === undefined ? kmsUri : kmsServerOf(uri)}${splitUri(uri).path}`
}
