import { createIds, type Ids } from './chance/ids.js'
import { createRandom, type Random } from './chance/random.js'
import type { Clock } from './clock/clock.js'
import { Faults } from './faults/faults.js'
import { Journal } from './journal/journal.js'
import { World } from './world/world.js'

/** What every subsystem of a lab is built on. */
export interface Core {
  readonly world: World
  readonly clock: Clock
  readonly random: Random
  readonly ids: Ids
  readonly journal: Journal
  readonly faults: Faults
}

export interface CoreOptions {
  readonly seed: number
  readonly clock: Clock
  readonly maxJournalBytes?: number
  readonly maxLogChanges?: number
}

export function createCore({ seed, clock, maxJournalBytes, maxLogChanges }: CoreOptions): Core {
  const random = createRandom(seed)
  const ids = createIds(random.fork('ids'))
  const world = new World({
    clock,
    ids: ids.fork('world'),
    ...(maxLogChanges === undefined ? {} : { maxLogChanges }),
  })
  const journal = new Journal({
    clock,
    ...(maxJournalBytes === undefined ? {} : { maxBytes: maxJournalBytes }),
  })
  return { world, clock, random, ids, journal, faults: new Faults(ids.fork('faults')) }
}
