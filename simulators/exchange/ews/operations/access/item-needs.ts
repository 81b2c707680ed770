import { reaches, reads, rightsOn, seesPrivateItems } from '../../../access/permissions/index.js'
import type { Item } from '../../../calendar/item.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { ItemError } from '../item-error.js'

/** What an operation does with an item. */
export type ItemNeed = 'read' | 'edit' | 'delete'

/**
 * Lets who acts do with an item of another mailbox what the rights on its folder allow: what cannot be seen is not
 * there. @source ews.md 4.4; @inferred which of the two codes comes when
 */
export function checkItemRights(
  store: CalendarStore,
  item: Item,
  { acting, needs }: { readonly acting: string; readonly needs: ItemNeed },
): void {
  if (item.mailbox === acting) return
  const rights = rightsOn(store, acting, item)
  if (!rights.isFolderVisible || isHidden(store, acting, item)) throw new ItemError('ErrorItemNotFound')
  const isAllowed =
    reads(rights, 'FullDetails') &&
    (needs === 'read' ||
      reaches(needs === 'edit' ? rights.editItems : rights.deleteItems, acting, item.createdBy))
  if (!isAllowed) throw new ItemError('ErrorAccessDenied')
}

/** Those items of a mailbox that who acts may see. */
export function visibleItems<One extends { readonly item: Item }>(
  store: CalendarStore,
  { acting, mailbox }: { readonly acting: string | undefined; readonly mailbox: string },
  all: readonly One[],
): readonly One[] {
  if (acting === mailbox || seesPrivateItems(store, acting, mailbox)) return all
  return all.filter(({ item }) => item.sensitivity !== 'Private')
}

/** Private items of others are seen by those only who were given that. @source ews.md 4.4 */
export function isHidden(store: CalendarStore, acting: string | undefined, item: Item): boolean {
  return (
    item.sensitivity === 'Private' &&
    acting !== item.mailbox &&
    !seesPrivateItems(store, acting, item.mailbox)
  )
}
