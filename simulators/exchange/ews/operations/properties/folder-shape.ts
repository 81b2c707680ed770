import { formatSeconds, instant } from '../../../../core/index.js'
import { childFolders } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { OperationCall } from '../../operation.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import type { FolderPlace } from '../access/folder-reference.js'
import { ItemError } from '../item-error.js'
import { child, members, text, valueOf } from '../request-parts.js'
import { renderExtended } from '../../../calendar/extended-properties.js'
import { isExtended, readExtended } from './extended.js'
import { FULL_RIGHTS } from './item-properties.js'

interface FolderProperty {
  readonly element: string
  readonly shape: 'IdOnly' | 'Default' | 'AllProperties' | 'asked'
  /** The folder elements that can have it; all when absent. */
  readonly only?: readonly string[]
  readonly read: (store: CalendarStore, place: FolderPlace) => EwsValue
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
  { element: 'EffectiveRights', shape: 'AllProperties', read: () => FOLDER_RIGHTS },
  {
    element: 'DistinguishedFolderId',
    shape: 'asked',
    read: (_store, { folder }) => folder.id,
  },
  {
    element: 'UnreadCount',
    shape: 'Default',
    only: COUNTED,
    read: (store, { mailbox, folder }) => store.unreadCount(mailbox, folder.number),
  },
]

const FOLDER_RIGHTS = {
  ...FULL_RIGHTS,
  CreateAssociated: true,
  CreateContents: true,
  CreateHierarchy: true,
} as const

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
  { request }: OperationCall,
): (place: FolderPlace) => EwsElement {
  const shape = child(request, 'FolderShape')
  const level = SHAPES.indexOf(text(shape, 'BaseShape') ?? 'IdOnly')
  const paths = members(child(shape, 'AdditionalProperties'))

  return (place) => {
    const { element } = place.folder
    const value: Record<string, EwsValue> = {}
    for (const row of PROPERTIES) {
      const isInShape = row.shape !== 'asked' && SHAPES.indexOf(row.shape) <= level
      if (isInShape && fits(row, element)) value[row.element] = row.read(store, place)
    }
    const extended: EwsObject[] = []
    for (const path of paths) {
      if (isExtended(path)) extended.push(...extendedOf(store, place, path))
      else Object.assign(value, asked(store, place, path))
    }
    return { name: element, value: extended.length === 0 ? value : { ...value, ExtendedProperty: extended } }
  }
}

function asked(store: CalendarStore, place: FolderPlace, path: EwsElement): EwsObject {
  const uri = text(valueOf(path), '@FieldURI') ?? ''
  if (!uri.startsWith('folder:')) throw new ItemError('ErrorInvalidPropertyRequest', path)
  const row = PROPERTIES.find((one) => uri === `folder:${one.element}` && fits(one, place.folder.element))
  return row === undefined ? {} : { [row.element]: row.read(store, place) }
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
