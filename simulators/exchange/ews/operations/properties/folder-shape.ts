import { renderExtended } from '../../../calendar/extended-properties.js'
import { elementOf, type FolderElement } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { OperationCall } from '../../operation.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import type { FolderPlace } from '../access/folder-reference.js'
import { ItemError } from '../item-error.js'
import { child, members, text, valueOf } from '../request-parts.js'
import { isExtended, readExtended } from './extended.js'
import {
  folderExtended,
  folderIdOf,
  FOLDER_PROPERTIES,
  type FolderProperty,
  type FolderView,
} from './folder-properties.js'

const SHAPES = ['IdOnly', 'Default', 'AllProperties']

/** Makes an `m:FolderShape` ready; the result shows a folder as an element of its class. */
export function readFolderShape(
  store: CalendarStore,
  { request, caller }: OperationCall,
): (place: FolderPlace) => EwsElement {
  const shape = child(request, 'FolderShape')
  const level = SHAPES.indexOf(text(shape, 'BaseShape') ?? 'IdOnly')
  const paths = members(child(shape, 'AdditionalProperties'))
  const isInShape = (row: FolderProperty) => row.shape !== 'asked' && SHAPES.indexOf(row.shape) <= level

  return (place) => {
    const view: FolderView = { ...place, store, acting: caller.mailbox?.mailboxGuid }
    const element = elementOf(place.folder)
    const asked = paths.filter((path) => !isExtended(path)).flatMap((path) => rowsFor(path, element))
    const value: Record<string, EwsValue> = {}
    for (const row of [
      ...FOLDER_PROPERTIES.filter((one) => isInShape(one) && fits(one, element)),
      ...asked,
    ]) {
      value[row.element] ??= row.read(view)
    }
    const extended = paths.filter(isExtended).flatMap((path) => extendedOf(view, path))
    return { name: element, value: extended.length === 0 ? value : { ...value, ExtendedProperty: extended } }
  }
}

/** What a folder that was just written is shown as. */
export function folderWithId(view: FolderView): EwsElement {
  return { name: elementOf(view.folder), value: { FolderId: folderIdOf(view) } }
}

/** The property that a path names, of a kind of folder that may have it. */
export function rowsFor(path: EwsElement, element: FolderElement): readonly FolderProperty[] {
  const uri = text(valueOf(path), '@FieldURI') ?? ''
  if (!uri.startsWith('folder:')) throw new ItemError('ErrorInvalidPropertyRequest', path)
  return FOLDER_PROPERTIES.filter((row) => uri === `folder:${row.element}` && fits(row, element)).slice(0, 1)
}

function extendedOf(view: FolderView, path: EwsElement): readonly EwsObject[] {
  const value = folderExtended(view, readExtended(path))
  return value === undefined ? [] : [renderExtended(valueOf(path), value)]
}

function fits({ only }: FolderProperty, element: FolderElement): boolean {
  return only === undefined || only.includes(element)
}
