import { readPermissionSet, type PermissionEntry } from '../../../access/permissions/index.js'
import { readExtendedValue } from '../../../calendar/extended-properties.js'
import { elementOf, NEW_FOLDER_CLASSES, type Folder, type FolderElement } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsElement, EwsObject, EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { readExtended } from '../properties/extended.js'
import { canSetExtended } from '../properties/folder-properties.js'
import { asText, child, isObject, presentKeys, text, valueOf } from '../request-parts.js'

/** What a client can set of a folder. */
export interface FolderFields extends Pick<Folder, 'displayName' | 'folderClass' | 'extended'> {
  /** Where the request sets the permissions. */
  readonly entries?: readonly PermissionEntry[]
}

type Set = (store: CalendarStore, fields: FolderFields, value: EwsValue) => FolderFields

const SETTERS: Readonly<Record<string, Set>> = {
  DisplayName: (_store, fields, value) => ({ ...fields, displayName: asText(value) }),
  FolderClass: (_store, fields, value) => withClass(fields, asText(value)),
  PermissionSet: (store, fields, value) => ({
    ...fields,
    entries: readPermissionSet(store.recipients, isObject(value) ? value : {}),
  }),
  ExtendedProperty: (_store, fields, value) =>
    (Array.isArray(value) ? value.filter(isObject) : []).reduce<FolderFields>(withExtended, fields),
}

/** Sets one property, by the name of its element; extended ones come as an array. */
export function assignField(store: CalendarStore, fields: FolderFields, { name, value }: EwsElement) {
  const set = SETTERS[name]
  if (set === undefined) throw new ItemError('ErrorInvalidPropertySet', pathTo(name))
  return set(store, fields, value)
}

/** A folder as a `CreateFolder` describes it. */
export function readNewFolder(store: CalendarStore, { name, value }: EwsElement): FolderFields {
  const folderClass = NEW_FOLDER_CLASSES[name as FolderElement]
  const described = valueOf({ name, value })
  const blank: FolderFields = { displayName: '', folderClass, extended: {} }
  const fields = presentKeys(described).reduce(
    (assigned, key) => assignField(store, assigned, { name: key, value: described[key] as EwsValue }),
    blank,
  )
  if (fields.displayName === '') throw new ItemError('ErrorFolderSave')
  return fields
}

export function withoutExtended(fields: FolderFields, path: EwsElement): FolderFields {
  const extended = { ...fields.extended }
  delete extended[readExtended(path)]
  return { ...fields, extended }
}

/** A class of its own fits a folder only if the same element shows it. @inferred */
function withClass(fields: FolderFields, folderClass: string): FolderFields {
  const isGeneric = elementOf(fields) === 'Folder'
  if (!isGeneric && elementOf({ folderClass }) !== elementOf(fields))
    throw new ItemError('ErrorNoFolderClassOverride')
  return { ...fields, folderClass }
}

function withExtended(fields: FolderFields, property: EwsObject): FolderFields {
  const path: EwsElement = { name: 'ExtendedFieldURI', value: child(property, 'ExtendedFieldURI') ?? {} }
  const name = readExtended(path)
  const value = readExtendedValue(property, text(valueOf(path), '@PropertyType') ?? '')
  if (value === undefined) throw new ItemError('ErrorInvalidExtendedPropertyValue', path)
  if (!canSetExtended(name)) throw new ItemError('ErrorInvalidPropertySet', path)
  return { ...fields, extended: { ...fields.extended, [name]: value } }
}

function pathTo(element: string): EwsElement {
  return { name: 'FieldURI', value: { '@FieldURI': `folder:${element}` } }
}
