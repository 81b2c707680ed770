import type { World } from '../../../core/index.js'
import { onDirectoryChange } from '../directory-changes.js'

/**
 * Tells Exchange Online of entries of the directory that change, as they change: it gives who has become remote a
 * mailbox. @inferred that this takes no time; the real one runs every half hour, or when an administrator says so
 */
export function synchronizeDirectory(world: World, changed: (objectGuid: string) => void): Disposable {
  return onDirectoryChange(world, ({ key, after }) => {
    if (after !== undefined) changed(key)
  })
}
