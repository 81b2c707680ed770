import { folderKey } from '../../calendar/collections.js'
import { writeTypeOnlyChangeKey } from '../../calendar/ids/change-key.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { requireFeature } from '../require-feature.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findTargetFolder, type FolderPlace } from './access/folder-reference.js'
import { isHidden } from './access/item-needs.js'
import { answerEach, ItemError } from './item-error.js'
import { readItemShape, type ItemShape } from './properties/item-shape.js'
import { itemIdOf, viewOf } from './properties/view.js'
import { child, list, text } from './request-parts.js'
import type { Service } from './service.js'
import { netChanges, type NetChange } from './sync/net-changes.js'
import { readSyncState, writeSyncState, type SyncState } from './sync/sync-state.js'

/** What an error has as well; exchangelib fails without it. @source Microsoft, SyncFolderItems operation, error response */
const ON_ERROR: EwsObject = { SyncState: '', IncludesLastItemInRange: true }

/** SyncFolderItems: what changed in a folder since a state that the client keeps. @source ews.md 4.11 */
export function createSyncFolderItems(service: Service): CallOperation {
  const { store } = service
  return {
    name: 'SyncFolderItems',
    handle(call) {
      if (call.request['SyncScope'] !== undefined) requireFeature(call, 'syncScope')
      const mailbox = actingMailbox(store, call).mailboxGuid
      const target = child(call.request, 'SyncFolderId') ?? {}
      const held = { store, mailbox, notFound: 'ErrorSyncFolderNotFound', needs: 'read' } as const
      const answer = (reference: EwsObject) =>
        sync(service, { ...call, timeZone: undefined }, findTargetFolder(held, reference))
      const messages = answerEach([target], answer, ON_ERROR)
      return responseMessages('SyncFolderItems', messages)
    },
  }
}

function sync(service: Service, call: OperationCall, place: FolderPlace): EwsObject {
  const { store } = service
  const { request } = call
  if (text(child(request, 'ItemShape'), 'IncludeMimeContent') === 'true') {
    throw new ItemError('ErrorInvalidPropertyRequest')
  }
  const shape = readItemShape(service, call, 'sync')
  const state = readState(service, request, place)
  const ignored = new Set(list(child(request, 'Ignore'), 'ItemId').map((id) => text(id, '@Id')))
  const { acting } = shape.reading
  const all = netChanges(store, place, state).filter(
    ({ item }) => !isHidden(store, acting, item) && (ignored.size === 0 || !ignored.has(itemId(shape, item))),
  )
  const shown = all.slice(0, Number(request['MaxChangesReturned']))

  return success({
    SyncState: writeSyncState('items', nextState(service, state, { place, all, shown })),
    IncludesLastItemInRange: shown.length === all.length,
    Changes: { $each: shown.map((change) => renderChange(shape, change)) },
  })
}

function readState({ store }: Service, request: EwsObject, place: FolderPlace): SyncState {
  const written = text(request, 'SyncState') ?? ''
  const expected = { epoch: store.world.epoch, folder: folderKey(place.mailbox, place.folder.number) }
  if (written === '') return { ...expected, since: 0, known: 0 }
  const state = readSyncState<SyncState>('items', written, expected)
  if (state === undefined) throw new ItemError('ErrorInvalidSyncStateData')
  return state
}

/** Until the last page has been fetched, the state remembers what it began with. */
function nextState(
  { store }: Service,
  state: SyncState,
  { place, all, shown }: { place: FolderPlace; all: readonly NetChange[]; shown: readonly NetChange[] },
): SyncState {
  const { epoch, folder, since, known } = state
  const now = { since: store.world.sequence, known: store.mailbox(place.mailbox)?.counter ?? 0 }
  const end = state.page === undefined ? now : { since: state.page.since, known: state.page.known }
  const last = shown.at(-1)
  if (shown.length === all.length || last === undefined) return { epoch, folder, ...end }
  return { epoch, folder, since, known, page: { ...end, passed: last.item.number } }
}

function renderChange(shape: ItemShape, change: NetChange): EwsElement {
  const { kind: name, item } = change
  const view = viewOf(shape.reading, item)
  if (name === 'Delete') {
    const id = { ...itemIdOf(view), '@ChangeKey': writeTypeOnlyChangeKey(item.kind) }
    return { name, value: { ItemId: id } }
  }
  if (name === 'ReadFlagChange') return { name, value: { ItemId: itemIdOf(view), IsRead: change.isRead } }
  const shown = shape.render(view)
  return { name, value: { [shown.name]: shown.value } }
}

function itemId(shape: ItemShape, item: NetChange['item']): string | undefined {
  return text(itemIdOf(viewOf(shape.reading, item)), '@Id')
}
