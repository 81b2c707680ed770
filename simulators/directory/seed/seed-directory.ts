import { put, type Clock, type Ids } from '../../core/index.js'
import { ridPools } from '../accounts/rid-pool.js'
import { controllerObjects } from '../controllers/controller-objects.js'
import { siteObjects } from '../controllers/site-objects.js'
import type { Tree } from '../tree/tree.js'
import { configurationContext } from './configuration-context.js'
import { domainContext } from './domain-context.js'
import { exchangeOrganization } from './exchange-organization.js'
import type { OrganizationSeed } from './organization.js'
import { plant } from './plant.js'
import { recipientObjects } from './recipient-objects.js'

export interface SeedTools {
  readonly tree: Tree
  readonly clock: Clock
  readonly ids: Ids
}

/** Fills an empty directory with a forest and an organization. */
export function seedDirectory({ tree, clock, ids }: SeedTools, seed: OrganizationSeed): void {
  const { forest, world } = tree
  const domainSid = createDomainSid(ids)
  const objects = [
    ...domainContext({ forest, domainSid, now: clock.now() }, seed),
    ...configurationContext(forest, ids.fork('configuration')),
    ...siteObjects(forest, seed.sites ?? []),
    ...controllerObjects(forest, ids.fork('connections')),
    ...(seed.exchange === undefined ? [] : exchangeOrganization(forest, seed.exchange)),
    ...recipientObjects(forest, seed, ids),
  ]
  const { nextRid } = plant(objects, { tree, clock, ids, domainSid })
  world.commit({ cause: 'seed', reason: 'Seed', writes: [put(ridPools, { domainSid, nextRid })] })
}

/** `S-1-5-21-` and three random numbers, as a new domain gets it. */
function createDomainSid(ids: Ids): string {
  const parts = [0, 1, 2].map(() => ids.bytes(4).readUInt32LE(0))
  return `S-1-5-21-${parts.join('-')}`
}
