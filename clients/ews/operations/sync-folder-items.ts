import { at, childrenAt, textAt } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { calendarFolder } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

export interface SyncChange {
  readonly kind: 'Create' | 'Update' | 'Delete' | 'ReadFlagChange'
  readonly itemId: string
}

export interface SyncAnswer {
  readonly syncState: string
  readonly includesLastItemInRange: boolean
  readonly changes: readonly SyncChange[]
}

/** ews.md 4.11 · what changed in the caller's calendar since a state; no state means everything. */
export async function syncCalendar(ews: EwsConnection, syncState?: string): Promise<SyncAnswer> {
  const [message] = await ews.call(
    element(
      'm:SyncFolderItems',
      {},
      element('m:ItemShape', {}, textElement('t:BaseShape', 'IdOnly')),
      element('m:SyncFolderId', {}, calendarFolder()),
      textElement('m:SyncState', syncState),
      textElement('m:MaxChangesReturned', 512),
    ),
  )
  if (message) requireSuccess(message)
  return {
    syncState: textAt(message, 'SyncState') ?? '',
    includesLastItemInRange: textAt(message, 'IncludesLastItemInRange') !== 'false',
    changes: childrenAt(message, 'Changes').map((change) => ({
      kind: change.name as SyncChange['kind'],
      itemId: (at(change, 'ItemId') ?? at(change.children[0], 'ItemId'))?.attributes['Id'] ?? '',
    })),
  }
}
