import type { ItemChange } from '../../ports/exchange.js'

/** Changes of one calendar, handled one after another. News of an item that still waits replaces the older news. */
export interface ItemQueue {
  add(changes: readonly ItemChange[]): void
  /** Resolves when nothing waits any more, with the items that could not be handled. */
  drained(): Promise<readonly ItemChange[]>
}

export interface ItemQueueOptions {
  readonly handle: (change: ItemChange) => Promise<void>
  readonly onError: (error: unknown, change: ItemChange) => void
}

export function createItemQueue({ handle, onError }: ItemQueueOptions): ItemQueue {
  const waiting = new Map<string, ItemChange>()
  const failed = new Map<string, ItemChange>()
  let running: Promise<void> | null = null

  const work = async (): Promise<void> => {
    for (let change = takeFirst(waiting); change !== null; change = takeFirst(waiting)) {
      failed.delete(change.itemId)
      try {
        await handle(change)
      } catch (error) {
        failed.set(change.itemId, change)
        onError(error, change)
      }
    }
    running = null
  }
  return {
    add: (changes) => {
      for (const change of changes) waiting.set(change.itemId, change)
      if (waiting.size > 0) running ??= work()
    },
    drained: async () => {
      while (running !== null) await running
      return [...failed.values()]
    },
  }
}

function takeFirst(waiting: Map<string, ItemChange>): ItemChange | null {
  for (const [id, change] of waiting) {
    waiting.delete(id)
    return change
  }
  return null
}
