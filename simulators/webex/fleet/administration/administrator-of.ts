import type { Call } from '../../rest/route.js'
import type { Administrator } from './administrator.js'

/** Who administers, of a request that only administrators may make. */
export function administratorOf({
  who,
  cause,
}: Pick<Call<unknown, unknown>, 'who' | 'cause'>): Administrator {
  const { orgId, name } = who()
  return { orgId, name, cause }
}
