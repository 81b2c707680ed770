import { permissionWrites } from '../../../access/permissions/index.js'
import { siblingNamed } from '../../../calendar/folder-names.js'
import { elementOf, type Folder } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { ActingMailbox } from '../../caller.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { actingMailbox } from '../access/acting.js'
import { findTargetFolder } from '../access/folder-reference.js'
import { answerEach, ItemError } from '../item-error.js'
import { isExtended, readExtended } from '../properties/extended.js'
import { folderWithId } from '../properties/folder-shape.js'
import { child, isObject, list, members, presentKeys, text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { assignField, withoutExtended, type FolderFields } from './folder-fields.js'

/** UpdateFolder: each folder change as a whole or not at all. @source ews.md 4.2 */
export function createUpdateFolder({ store }: Service): CallOperation {
  return {
    name: 'UpdateFolder',
    handle(call) {
      const self = actingMailbox(store, call)
      const messages = answerEach(
        list(child(call.request, 'FolderChanges'), 'FolderChange'),
        (change) => updateOne(store, call, { self, change }),
        { Folders: {} },
      )
      return responseMessages('UpdateFolder', messages)
    },
  }
}

function updateOne(
  store: CalendarStore,
  call: OperationCall,
  { self, change }: { readonly self: ActingMailbox; readonly change: EwsObject },
): EwsObject {
  const { Updates, ...target } = change
  const reference = {
    store,
    mailbox: self.mailboxGuid,
    notFound: 'ErrorFolderNotFound',
    needs: 'own',
  } as const
  const { mailbox, folder } = findTargetFolder(reference, target)
  const before: FolderFields = folder
  const updates = members(isObject(Updates) ? Updates : {})
  const { entries, ...fields } = updates.reduce(
    (updated, update) => applyUpdate(store, updated, { folder, update }),
    before,
  )
  if (fields.displayName !== folder.displayName)
    checkName(store, { mailbox, folder, name: fields.displayName })

  const changes = store.changes(self.displayName)
  const updated = changes.updateFolder(mailbox, { ...folder, ...fields }, 'FolderUpdated')
  if (entries !== undefined) changes.also(permissionWrites({ mailbox, folder: folder.number }, entries))
  changes.commit(call.interaction.id)
  return success({
    Folders: { $each: [folderWithId({ store, mailbox, folder: updated, acting: undefined })] },
  })
}

/** The folders of a new mailbox keep their names. @inferred the code */
function checkName(
  store: CalendarStore,
  { mailbox, folder, name }: { readonly mailbox: string; readonly folder: Folder; readonly name: string },
): void {
  if (folder.id !== undefined) throw new ItemError('ErrorAccessDenied')
  if (name === '') throw new ItemError('ErrorFolderSave')
  const parent = folder.parent === undefined ? undefined : store.folder(mailbox, folder.parent)
  const other = parent === undefined ? undefined : siblingNamed(store, { mailbox, folder: parent }, name)
  if (other !== undefined && other.number !== folder.number) throw new ItemError('ErrorFolderExists')
}

const PATHS = ['FieldURI', 'IndexedFieldURI', 'ExtendedFieldURI'] as const

/** One `SetFolderField`, `AppendToFolderField` or `DeleteFolderField`; nothing of a folder can be appended to. */
function applyUpdate(
  store: CalendarStore,
  fields: FolderFields,
  { folder, update: { name, value } }: { readonly folder: Folder; readonly update: EwsElement },
): FolderFields {
  const update = valueOf({ name, value })
  const path = pathOf(update)
  if (name === 'AppendToFolderField') throw new ItemError('ErrorInvalidPropertyAppend', path)
  if (name === 'DeleteFolderField') {
    if (!isExtended(path)) throw new ItemError('ErrorInvalidPropertyDelete', path)
    return withoutExtended(fields, path)
  }
  const [kind = ''] = presentKeys(update).filter((key) => key !== path.name)
  // exchangelib says Folder of every folder. @observed
  if (kind !== 'Folder' && kind !== elementOf(folder)) throw new ItemError('ErrorObjectTypeChanged')
  const holder = child(update, kind) ?? {}
  const [element, ...more] = presentKeys(holder)
  if (element === undefined || more.length > 0) throw new ItemError('ErrorIncorrectUpdatePropertyCount')
  if (targetOf(holder, element) !== nameOf(path)) throw new ItemError('ErrorUpdatePropertyMismatch', path)
  return assignField(store, fields, { name: element, value: holder[element] as EwsValue })
}

function pathOf(update: EwsObject): EwsElement {
  for (const name of PATHS) {
    const value = child(update, name)
    if (value !== undefined) return { name, value }
  }
  throw new ItemError('ErrorInvalidPropertySet')
}

function nameOf(path: EwsElement): string | undefined {
  return isExtended(path) ? readExtended(path) : text(valueOf(path), '@FieldURI')
}

function targetOf(holder: EwsObject, element: string): string {
  if (element !== 'ExtendedProperty') return `folder:${element}`
  const [property, ...more] = list(holder, element)
  if (more.length > 0) throw new ItemError('ErrorIncorrectUpdatePropertyCount')
  return readExtended({ name: 'ExtendedFieldURI', value: child(property, 'ExtendedFieldURI') ?? {} })
}
