import { folderKey } from '../../calendar/collections.js'
import { elementOf, type Folder } from '../../calendar/folders.js'
import { writeTypeOnlyChangeKey } from '../../calendar/ids/change-key.js'
import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findTargetFolder, type FolderPlace } from './access/folder-reference.js'
import { answerEach, ItemError } from './item-error.js'
import { readFolderShape } from './properties/folder-shape.js'
import { child, text } from './request-parts.js'
import type { Service } from './service.js'
import { folderChanges, type FolderChanges } from './sync/folder-changes.js'
import { readSyncState, writeSyncState, type HierarchyState } from './sync/sync-state.js'

/** What is synchronized when the request names no folder. @inferred ews.md 4.12 */
const WHOLE_MAILBOX: EwsObject = { DistinguishedFolderId: { '@Id': 'root' } }

/** What an error has as well. @inferred from SyncFolderItems */
const ON_ERROR: EwsObject = { SyncState: '', IncludesLastFolderInRange: true }

/** SyncFolderHierarchy: which folders below one came, changed and went since a state. @source ews.md 4.12 */
export function createSyncFolderHierarchy({ store }: Service): CallOperation {
  return {
    name: 'SyncFolderHierarchy',
    handle(call) {
      const acting = actingMailbox(store, call).mailboxGuid
      const held = { store, mailbox: acting, notFound: 'ErrorSyncFolderNotFound' } as const
      const named = child(call.request, 'SyncFolderId')
      const render = readFolderShape(store, call)
      const messages = answerEach([named ?? WHOLE_MAILBOX], answer, ON_ERROR)
      return responseMessages('SyncFolderHierarchy', messages)

      function answer(target: EwsObject): EwsObject {
        const root = findTargetFolder(held, target)
        const state = readState(call, store.world.epoch, { root, isNamed: named !== undefined })
        const { changes, folders } = folderChanges(store, { acting, root }, state)
        const { epoch, folder } = state
        const { mailbox } = root
        return success({
          SyncState: writeSyncState('hierarchy', { epoch, folder, since: store.world.sequence, folders }),
          IncludesLastFolderInRange: true,
          Changes: { $each: changes.map((change) => renderChange(change)) },
        })

        function renderChange({ kind, folder: changed }: FolderChanges['changes'][number]): EwsElement {
          if (kind === 'Delete') return { name: kind, value: { FolderId: deletedId(mailbox, changed) } }
          const shown = render({ mailbox, folder: changed })
          return { name: kind, value: { [shown.name]: shown.value } }
        }
      }
    },
  }

  function deletedId(mailbox: string, folder: Folder): EwsObject {
    const id = store.ids.write({ kind: 'folder', mailbox, folder: folder.number })
    return { '@Id': id, '@ChangeKey': writeTypeOnlyChangeKey(elementOf(folder)) }
  }
}

/** A state for the root is none for a request that names no folder, and the other way round. @source ews.md 4.12 */
function readState(
  { request }: OperationCall,
  epoch: string,
  { root, isNamed }: { readonly root: FolderPlace; readonly isNamed: boolean },
): HierarchyState {
  const folder = isNamed ? folderKey(root.mailbox, root.folder.number) : root.mailbox
  const written = text(request, 'SyncState') ?? ''
  if (written === '') return { epoch, folder, since: 0, folders: [] }
  const state = readSyncState<HierarchyState>('hierarchy', written, { epoch, folder })
  if (state === undefined) throw new ItemError('ErrorInvalidSyncStateData')
  return state
}
