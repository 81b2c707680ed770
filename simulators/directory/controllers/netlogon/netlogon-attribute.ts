import type { SearchRequest } from '../../ldap/request.js'
import type { AttributeValues } from '../../ldap/response.js'
import type { Tree } from '../../tree/tree.js'
import { answerPing, type PingParties } from './answer-ping.js'
import { readPing } from './ping.js'

const NETLOGON = 'netlogon'

/** Whether a search of the root asks whether a controller is there. */
export function isPing({ attributes, filter }: SearchRequest): boolean {
  const asks = attributes.some((name) => name.toLowerCase() === NETLOGON)
  return asks && readPing(filter) !== undefined
}

/**
 * The attribute in which a controller answers a ping; undefined when it has nothing to say.
 * @source MS-ADTS 3.1.1.3.2.14, 6.3.3
 */
export function netlogonAttribute(
  tree: Tree,
  { filter }: SearchRequest,
  parties: PingParties,
): AttributeValues | undefined {
  const ping = readPing(filter)
  const value = ping === undefined ? undefined : answerPing(tree, ping, parties)
  return value === undefined ? undefined : { name: NETLOGON, values: [value] }
}
