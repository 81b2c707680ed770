import type { Item } from '../../../calendar/item.js'
import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import type { ItemTarget } from '../access/item-reference.js'
import { readingOf } from '../properties/item-shape.js'
import { itemIdOf, viewOf } from '../properties/view.js'
import type { Service } from '../service.js'
import { changeCalendarItem } from '../write/change-calendar-item.js'

interface Changing {
  readonly target: Pick<ItemTarget, 'item' | 'occurrence'>
  readonly self: ActingMailbox
  readonly apply: <I extends Item>(item: I) => I
}

/**
 * Writes an item with other attachments and gives the attributes that name it in answers; an occurrence becomes an
 * exception. Nobody is told of it. @source ews.md 4.6
 */
export function changeAttachments(
  service: Service,
  call: OperationCall,
  { target: { item, occurrence }, self, apply }: Changing,
): EwsObject {
  const changes = service.store.changes(self.displayName)
  const sending = { to: 'none', saveCopy: false } as const
  const changed =
    item.kind === 'CalendarItem'
      ? changeCalendarItem(service, changes, { item, occurrence, apply, sending, self })
      : changes.update(apply(item), 'MessageUpdated')
  changes.commit(call.interaction.id)
  const id = itemIdOf(viewOf(readingOf(service, call), changed, occurrence))
  return { '@RootItemId': id['@Id'], '@RootItemChangeKey': id['@ChangeKey'] }
}
