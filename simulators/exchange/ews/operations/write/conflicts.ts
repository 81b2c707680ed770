import { isDeepStrictEqual } from 'node:util'
import { isChangeOf } from '../../../../core/index.js'
import { folderStream, items } from '../../../calendar/collections.js'
import { readChangeKey } from '../../../calendar/ids/change-key.js'
import { itemKey, type Item, type Sensitivity } from '../../../calendar/item.js'
import { ItemError } from '../item-error.js'
import { STORED_BODIES } from '../properties/body-reading.js'
import { extendedValue } from '../properties/extended.js'
import { viewOf } from '../properties/view.js'
import type { Service } from '../service.js'
import { rowOf, type FieldUpdate } from './field-updates.js'

export interface Written {
  readonly item: Item
  readonly changeKey: string | undefined
  readonly updates: readonly FieldUpdate[]
}

/** What is left to write, and how many conflicts were resolved on the way. */
export interface Resolution {
  readonly updates: readonly FieldUpdate[]
  readonly conflicts: number
}

const RANKS: readonly Sensitivity[] = ['Normal', 'Personal', 'Private', 'Confidential']

/**
 * Compares what the client last read with what is there. AlwaysOverwrite never conflicts and needs no change
 * key, unless the store is strict; NeverOverwrite refuses a stale one; AutoResolve lets the last writer win, except that Sensitivity stays
 * the more private, and refuses when the body changed in between: two bodies cannot be merged.
 * @source ews.md 4.6; the body rule is @inferred
 */
export function resolveConflicts(service: Service, policy: string, written: Written): Resolution {
  const { item, updates } = written
  const key = readChangeKey(written.changeKey)
  if (key.kind === 'invalid') throw new ItemError('ErrorInvalidChangeKey')
  if (policy === 'AlwaysOverwrite') {
    if (service.store.changeKeys === 'strict' && key.kind === 'absent')
      throw new ItemError('ErrorChangeKeyRequiredForWriteOperations')
    return { updates, conflicts: 0 }
  }
  if (key.kind !== 'full') throw new ItemError('ErrorChangeKeyRequiredForWriteOperations')
  if (key.change === item.change) return { updates, conflicts: 0 }
  if (policy === 'NeverOverwrite') throw new ItemError('ErrorIrresolvableConflict')

  const seen = versionWith(service, item, key.change)
  const conflicting = updates.filter((update) => hasChanged(service, { seen, item, update }))
  if (conflicting.some(({ target }) => target === 'item:Body'))
    throw new ItemError('ErrorIrresolvableConflict')
  return {
    updates: updates.filter((update) => !(conflicting.includes(update) && isLessPrivate(item, update))),
    conflicts: conflicting.length,
  }
}

/** The item as it was under an older change key; undefined when the log does not reach back that far. */
function versionWith({ store }: Service, item: Item, change: number): Item | undefined {
  const stream = folderStream(item.mailbox, item.folder)
  const whole = store.world.read(stream, 0)
  const page = whole.kind === 'evicted' ? store.world.read(stream, whole.oldest - 1) : whole
  const key = itemKey(item.mailbox, item.number)
  for (const logged of page.kind === 'changes' ? page.changes.toReversed() : []) {
    if (logged.key !== key || !isChangeOf(items, logged)) continue
    if (logged.after?.change === change) return logged.after
    if (logged.before?.change === change) return logged.before
  }
  return undefined
}

function hasChanged(
  service: Service,
  {
    seen,
    item,
    update,
  }: { readonly seen: Item | undefined; readonly item: Item; readonly update: FieldUpdate },
): boolean {
  if (seen === undefined) return true
  const row = rowOf(service, item, update)
  const reading = { store: service.store, zone: undefined, milliseconds: false, body: STORED_BODIES } as const
  const valueIn = (version: Item) => {
    const view = viewOf(reading, version)
    return row === undefined ? extendedValue(view, update.target) : row.read(view)
  }
  return !isDeepStrictEqual(valueIn(seen), valueIn(item))
}

function isLessPrivate(item: Item, { target, element }: FieldUpdate): boolean {
  if (target !== 'item:Sensitivity') return false
  return RANKS.indexOf(element?.value as Sensitivity) < RANKS.indexOf(item.sensitivity)
}
