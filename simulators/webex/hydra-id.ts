/**
 * Public ids: base64 of `ciscospark://us/{TYPE}/{uuid}`, padding stripped.
 * @source npm @webex/common 3.12.0, uuid-utils: the SDK rebuilds them from socket events, so that the public
 * REST resources and the socket must agree byte for byte.
 */
export type HydraType =
  | 'PEOPLE'
  | 'ORGANIZATION'
  | 'ROOM'
  | 'MEMBERSHIP'
  | 'MESSAGE'
  | 'LICENSE'
  | 'ROLE'
  | 'CONTENT'
  | 'WEBHOOK'
  | 'EVENT'
  | 'APPLICATION'
  | 'RESOURCE_GROUP'
  | 'RESOURCE_GROUP_MEMBERSHIP'
  /** @inferred The names of the last two are not public. */
  | 'HYBRID_CLUSTER'
  | 'HYBRID_CONNECTOR'

const HYDRA_URI = /^ciscospark:\/\/[^/]+\/([A-Z_]+)\/(.+)$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function hydraId(type: HydraType, uuid: string): string {
  return Buffer.from(`ciscospark://us/${type}/${uuid}`).toString('base64').replace(/=+$/, '')
}

/** The id of a membership names the person and the room. */
export function membershipHydraId(personId: string, roomId: string): string {
  return hydraId('MEMBERSHIP', `${personId}:${roomId}`)
}

/**
 * The UUID in a public id of the type, in either base64 alphabet; undefined for anything else.
 * A bare UUID is taken as it is. @inferred webexapis.com was seen to accept bare UUIDs for people.
 */
export function parseHydraId(type: HydraType, id: string): string | undefined {
  if (UUID.test(id)) return id.toLowerCase()

  const match = HYDRA_URI.exec(Buffer.from(id, 'base64').toString('utf8'))
  return match?.[1] === type ? match[2] : undefined
}
