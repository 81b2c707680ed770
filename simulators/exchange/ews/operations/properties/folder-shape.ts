import { folderEffectiveRights, renderPermissionSet, rightsOn } from '../../../access/permissions/index.js'
import { formatSeconds, instant } from '../../../../core/index.js'
import { childFolders, holdsAppointments } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { OperationCall } from '../../operation.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import type { FolderPlace } from '../access/folder-reference.js'
import { ItemError } from '../item-error.js'
import { child, members, text, valueOf } from '../request-parts.js'
import { renderExtended } from '../../../calendar/extended-properties.js'
import { isExtended, readExtended } from './extended.js'

interface FolderProperty {
  readonly element: string
  readonly shape: 'IdOnly' | 'Default' | 'AllProperties' | 'asked'
  /** The folder elements that can have it; all when absent. */
  readonly only?: readonly string[]
  readonly read: (store: CalendarStore, place: FolderPlace, acting: string | undefined) => EwsValue
}

const COUNTED = ['Folder', 'TasksFolder']

/** @source ews.md 3.1, 4.2 */
const PROPERTIES: readonly FolderProperty[] = [
  {
    element: 'FolderId',
    shape: 'IdOnly',
    read: (store, { mailbox, folder }) => folderId(store, mailbox, folder),
  },
  {
    element: 'ParentFolderId',
    shape: 'AllProperties',
    read: (store, { mailbox, folder: { parent } }) =>
      parent === undefined ? undefined : folderId(store, mailbox, { number: parent, element: 'Folder' }),
  },
  { element: 'FolderClass', shape: 'AllProperties', read: (_store, { folder }) => folder.folderClass },
  { element: 'DisplayName', shape: 'Default', read: (_store, { folder }) => folder.displayName },
  { element: 'TotalCount', shape: 'Default', only: COUNTED, read: countItems },
  { element: 'TotalCount', shape: 'AllProperties', read: countItems },
  {
    element: 'ChildFolderCount',
    shape: 'Default',
    read: (_store, { folder }) => childFolders(folder.number).length,
  },
  { element: 'EffectiveRights', shape: 'AllProperties', read: rightsOfCaller },
  {
    element: 'DistinguishedFolderId',
    shape: 'asked',
    read: (_store, { folder }) => folder.id,
  },
  {
    element: 'SharingEffectiveRights',
    shape: 'asked',
    only: ['CalendarFolder', 'ContactsFolder'],
    read: readAccessOfCaller,
  },
  { element: 'PermissionSet', shape: 'AllProperties', read: permissionSetOf },
  {
    element: 'UnreadCount',
    shape: 'Default',
    only: COUNTED,
    read: (store, { mailbox, folder }) => store.unreadCount(mailbox, folder.number),
  },
]

function rightsOfCaller(store: CalendarStore, { mailbox, folder }: FolderPlace, acting: string | undefined) {
  return folderEffectiveRights(store, acting, { mailbox, folder: folder.number })
}

function readAccessOfCaller(
  store: CalendarStore,
  { mailbox, folder }: FolderPlace,
  acting: string | undefined,
) {
  const { readItems } = rightsOn(store, acting, { mailbox, folder: folder.number })
  return holdsAppointments(folder) || readItems === 'FullDetails' ? readItems : 'None'
}

function permissionSetOf(store: CalendarStore, { mailbox, folder }: FolderPlace): EwsValue {
  const kind = holdsAppointments(folder) ? 'calendar' : 'other'
  return renderPermissionSet(store, { mailbox, folder: folder.number }, kind)
}

/** Properties that tell a client whether it missed changes. @source ews.md 4.2 */
const DERIVED: Readonly<Record<string, (store: CalendarStore, place: FolderPlace) => string>> = {
  '@670a:SystemTime': (store, place) => formatSeconds(lastCommit(store, place)),
  '@670b:Integer': (store, { mailbox, folder }) =>
    String([...store.removedFrom(mailbox, folder.number)].length),
}

const SHAPES = ['IdOnly', 'Default', 'AllProperties']

/** Makes an `m:FolderShape` ready; the result shows a folder as an element of its class. */
export function readFolderShape(
  store: CalendarStore,
  { request, caller }: OperationCall,
): (place: FolderPlace) => EwsElement {
  const shape = child(request, 'FolderShape')
  const level = SHAPES.indexOf(text(shape, 'BaseShape') ?? 'IdOnly')
  const paths = members(child(shape, 'AdditionalProperties'))
  const acting = caller.mailbox?.mailboxGuid

  return (place) => {
    const { element } = place.folder
    const value: Record<string, EwsValue> = {}
    for (const row of PROPERTIES) {
      const isInShape = row.shape !== 'asked' && SHAPES.indexOf(row.shape) <= level
      if (isInShape && fits(row, element)) value[row.element] = row.read(store, place, acting)
    }
    const extended: EwsObject[] = []
    for (const path of paths) {
      if (isExtended(path)) extended.push(...extendedOf(store, place, path))
      else Object.assign(value, asked(store, place, { path, acting }))
    }
    return { name: element, value: extended.length === 0 ? value : { ...value, ExtendedProperty: extended } }
  }
}

interface AskedPath {
  readonly path: EwsElement
  readonly acting: string | undefined
}

function asked(store: CalendarStore, place: FolderPlace, { path, acting }: AskedPath): EwsObject {
  const uri = text(valueOf(path), '@FieldURI') ?? ''
  if (!uri.startsWith('folder:')) throw new ItemError('ErrorInvalidPropertyRequest', path)
  const row = PROPERTIES.find((one) => uri === `folder:${one.element}` && fits(one, place.folder.element))
  return row === undefined ? {} : { [row.element]: row.read(store, place, acting) }
}

function extendedOf(store: CalendarStore, place: FolderPlace, path: EwsElement): readonly EwsObject[] {
  const value = DERIVED[readExtended(path)]?.(store, place)
  return value === undefined ? [] : [renderExtended(valueOf(path), { type: '', value })]
}

function fits({ only }: FolderProperty, element: string): boolean {
  return only === undefined || only.includes(element)
}

function folderId(
  store: CalendarStore,
  mailbox: string,
  { number, element }: { readonly number: number; readonly element: string },
): EwsObject {
  return {
    '@Id': store.ids.write({ kind: 'folder', mailbox, folder: number }),
    '@ChangeKey': store.ids.changeKey(element, mailbox, number),
  }
}

function countItems(store: CalendarStore, { mailbox, folder }: FolderPlace): EwsValue {
  return store.itemCount(mailbox, folder.number)
}

function lastCommit(store: CalendarStore, { mailbox, folder }: FolderPlace) {
  let last = 0
  for (const { record } of store.itemsIn(mailbox, folder.number)) last = Math.max(last, record.modifiedAt)
  for (const { at } of store.removedFrom(mailbox, folder.number)) last = Math.max(last, at)
  return instant(last)
}
