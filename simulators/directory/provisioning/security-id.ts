import { LabError, put, type World, type Write } from '../../core/index.js'
import { ridPools } from '../accounts/rid-pool.js'

/** The security identifier that the next principal gets, and the write that uses it up. */
export function nextSecurityId(world: World): { readonly sid: string; readonly write: Write } {
  const pool = world.get(ridPools, 'domain')
  if (pool === undefined)
    throw new LabError('DIRECTORY_NOT_SEEDED', { message: 'The directory has no RID pool.' })
  return {
    sid: `${pool.domainSid}-${pool.nextRid}`,
    write: put(ridPools, { ...pool, nextRid: pool.nextRid + 1 }),
  }
}
