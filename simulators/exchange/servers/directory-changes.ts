import type { Change, World } from '../../core/index.js'
import { DIRECTORY_STREAM } from '../../directory/tree/remembered.js'

/** Tells of each change of the directory as it is made, except of what a restore of the world changes. */
export function onDirectoryChange(world: World, changed: (change: Change) => void): Disposable {
  let { sequence, epoch } = world
  return world.watch(DIRECTORY_STREAM, () => {
    const isRestored = epoch !== world.epoch
    const changes = isRestored ? [] : changesAfter(world, sequence)
    sequence = world.sequence
    epoch = world.epoch
    for (const change of changes) changed(change)
  })
}

/** What the world was seeded with meanwhile is not in the log; all that came after is. */
function changesAfter(world: World, sequence: number): readonly Change[] {
  const page = world.read(DIRECTORY_STREAM, sequence)
  return page.kind === 'changes' ? page.changes : changesAfter(world, page.oldest - 1)
}
