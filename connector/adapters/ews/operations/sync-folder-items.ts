import type { ItemChange } from '../../../ports/exchange.js'
import { onlyMessage } from '../soap.js'
import { childrenAt, escapeXml, find, textAt, type XmlElement } from '../../xml.js'
import { CALENDAR } from './calendar-folder.js'

/** The schema's limit: one more is a fault, not a clamp. @source ews.md 4.11 */
const MOST_CHANGES = 512

export interface SyncPage {
  readonly syncState: string
  readonly isLast: boolean
  readonly changes: readonly ItemChange[]
}

export function renderSyncFolderItems(syncState: string | null): string {
  const state = syncState === null ? '' : `<m:SyncState>${escapeXml(syncState)}</m:SyncState>`
  return `<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:SyncFolderId>${CALENDAR}</m:SyncFolderId>${state}<m:MaxChangesReturned>${MOST_CHANGES}</m:MaxChangesReturned></m:SyncFolderItems>`
}

export function parseSyncFolderItems(response: XmlElement): SyncPage {
  const message = onlyMessage(response)
  return {
    syncState: textAt(message, 'SyncState'),
    isLast: textAt(message, 'IncludesLastItemInRange') !== 'false',
    changes: childrenAt(message, ['Changes']).flatMap(parseChange),
  }
}

function parseChange(change: XmlElement): readonly ItemChange[] {
  const holder = change.name === 'Delete' ? change : change.children[0]
  const itemId = (holder === undefined ? null : find(holder, 'ItemId'))?.attributes['Id']
  if (itemId === undefined || change.name === 'ReadFlagChange') return []
  return [{ kind: change.name === 'Delete' ? 'deleted' : 'changed', itemId }]
}
