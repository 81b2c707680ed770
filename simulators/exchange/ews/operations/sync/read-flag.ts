import type { Change } from '../../../../core/index.js'
import { isMessageItem, type Item, type MessageItem } from '../../../calendar/item.js'

/** What every write of an item changes, and the part of a message that has the flag. */
const OF_EVERY_WRITE = new Set<string>(['change', 'modifiedAt', 'modifiedBy', 'message'])

/**
 * Whether nothing about a message has changed but whether it has been read, and to what.
 * @source ews.md 4.11; @inferred that a message which was changed otherwise as well is an Update
 */
export function changedReadFlag(item: Item, history: readonly Change<Item>[] = []): boolean | undefined {
  const [first] = history
  if (first?.before === undefined || !isMessageItem(item) || !isMessageItem(first.before)) return undefined
  if (first.before.message.isRead === item.message.isRead) return undefined
  return history.every(isOfReadFlag) ? item.message.isRead : undefined
}

function isOfReadFlag({ before, after }: Change<Item>): boolean {
  if (before === undefined || after === undefined) return false
  if (!isMessageItem(before) || !isMessageItem(after)) return false
  return (
    isSame<MessageItem>(before, after, OF_EVERY_WRITE) &&
    isSame<MessageItem['message']>(before.message, after.message, new Set(['isRead']))
  )
}

/** Writes keep the values that they do not change, so that each is the same one. */
function isSame<Value extends object>(before: Value, after: Value, except: ReadonlySet<string>): boolean {
  const names = [...Object.keys(before), ...Object.keys(after)] as (keyof Value & string)[]
  return names.every((name) => except.has(name) || before[name] === after[name])
}
