import { remove, type Instant } from '../../core/index.js'
import { parseDn } from '../names/parse-dn.js'
import type { TreeChange } from '../tree/tree-change.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue, integerValue } from '../tree/values.js'

const DAY_MS = 24 * 60 * 60 * 1000
/** Where the forest does not say. @source MS-ADTS 6.1.1.2.4.1.1 (tombstoneLifetime) */
const DEFAULT_LIFETIME_DAYS = 180

/** Takes away for good what has been a tombstone for longer than the forest keeps them. @source MS-ADTS 3.1.1.5.5.6 */
export function removeExpired(tree: Tree, change: TreeChange, now: Instant): void {
  const oldest = now - lifetimeDays(tree) * DAY_MS
  for (const entry of tree.world.all(tree.entries)) {
    if (isExpired(entry, oldest)) change.write(remove(tree.entries, entry.key, 'EntryExpired'))
  }
}

function isExpired(entry: StoredEntry, oldest: number): boolean {
  const isTombstone =
    firstValue(entry, 'isDeleted') === 'TRUE' && firstValue(entry, 'lastKnownParent') !== undefined
  return isTombstone && entry.record.changedAt < oldest
}

function lifetimeDays(tree: Tree): number {
  const { configurationDn } = tree.forest
  const service = tree.find(
    parseDn(`CN=Directory Service,CN=Windows NT,CN=Services,${configurationDn}`) ?? [],
  )
  return (service === undefined ? 0 : integerValue(service, 'tombstoneLifetime')) || DEFAULT_LIFETIME_DAYS
}
