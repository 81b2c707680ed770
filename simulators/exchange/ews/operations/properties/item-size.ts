import type { Item } from '../../../calendar/item.js'

/** What every item takes, in bytes. @inferred */
const FIXED = 1024

/** About how many bytes an item takes: its texts in UTF-16 and what is attached. */
export function sizeOf({ subject, body, attachments }: Item): number {
  const attached = attachments.map((one) =>
    one.kind === 'file' ? Math.floor((one.content.length * 3) / 4) : sizeOf(one.item),
  )
  return attached.reduce((sum, size) => sum + size, FIXED + 2 * (subject.length + body.text.length))
}
