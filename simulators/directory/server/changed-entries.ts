import { isChangeOf, type World } from '../../core/index.js'
import { DIRECTORY_STREAM } from '../tree/remembered.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

/** An entry as it is after a change, and where it was before. */
export interface EntryChange {
  readonly entry: StoredEntry
  readonly parentBefore: string | null
}

/**
 * Follows the entries that change from now on, each once for all that happened to it while nobody looked. What a slow
 * reader can no longer get from the log it does not get.
 */
export function changedEntries(tree: Tree): (signal: AbortSignal) => AsyncIterable<EntryChange> {
  const { world } = tree
  let { sequence: seen, epoch } = world
  return async function* (signal) {
    for (;;) {
      if (world.epoch !== epoch) ({ epoch, sequence: seen } = world)
      await nextChange(world, seen, signal)
      if (signal.aborted) return
      yield* collect()
    }
  }

  function collect(): Iterable<EntryChange> {
    const found = new Map<string, EntryChange>()
    const page = world.read(DIRECTORY_STREAM, seen)
    seen = world.sequence
    if (world.epoch !== epoch || page.kind === 'evicted') return []
    for (const change of page.changes) {
      if (!isChangeOf(tree.entries, change)) continue
      const entry = tree.get(change.key)
      const parentBefore = found.get(change.key)?.parentBefore ?? change.before?.parent ?? null
      if (entry !== undefined) found.set(entry.key, { entry, parentBefore })
    }
    return found.values()
  }
}

/** Resolves when the directory has changed after a number, or when the wait is over. */
async function nextChange(world: World, after: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || world.hasChangesAfter(DIRECTORY_STREAM, after)) return
  await new Promise<void>((resolve) => {
    const watching = world.watch(DIRECTORY_STREAM, done)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      watching[Symbol.dispose]()
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
