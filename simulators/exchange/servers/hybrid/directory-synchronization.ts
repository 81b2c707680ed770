import type { World } from '../../../core/index.js'
import { DIRECTORY_STREAM } from '../../../directory/tree/remembered.js'

/**
 * Tells Exchange Online of entries of the directory that change, as they change: it gives who has become remote a
 * mailbox. @inferred that this takes no time; the real one runs every half hour, or when an administrator says so
 */
export function synchronizeDirectory(world: World, changed: (objectGuid: string) => void): Disposable {
  let { sequence, epoch } = world
  return world.watch(DIRECTORY_STREAM, () => {
    const isRestored = epoch !== world.epoch
    const page = isRestored ? undefined : world.read(DIRECTORY_STREAM, sequence)
    sequence = world.sequence
    epoch = world.epoch
    if (page?.kind !== 'changes') return
    for (const { key, after } of page.changes) if (after !== undefined) changed(key)
  })
}
