import { readExtendedPath, readExtendedValue, renderExtended } from '../../../calendar/extended-properties.js'
import { globalObjectId } from '../../../calendar/ids/global-object-id.js'
import { isEventItem, type ExtendedValue, type Item } from '../../../calendar/item.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { child, text, valueOf } from '../request-parts.js'
import type { ItemView } from './view.js'

/** A property asked for: the path to echo, and its canonical name. */
interface Asked {
  readonly path: EwsObject
  readonly name: string
}

/** MAPI properties that are not stored as such but follow from others. @source ews.md 2.3 */
const DERIVED: Readonly<Record<string, (item: Item) => ExtendedValue | undefined>> = {
  '{6ed8da90-450b-101b-98da-00aa003f1305}#3:Binary': uidBytes,
  '{6ed8da90-450b-101b-98da-00aa003f1305}#35:Binary': uidBytes,
}

export function isExtended({ name }: EwsElement): boolean {
  return name === 'ExtendedFieldURI'
}

/** The canonical name of the property of a path. */
export function readExtended(path: EwsElement): string {
  const read = readExtendedPath(valueOf(path))
  if (!read.ok) throw new ItemError(read.code, path)
  return read.name
}

/** The properties that an item has of those asked for, each under the path that asked. */
export function shownExtended({ item }: ItemView, asked: readonly Asked[]): readonly EwsObject[] {
  return asked.flatMap(({ path, name }) => {
    const value = DERIVED[name]?.(item) ?? item.extended[name]
    return value === undefined ? [] : [renderExtended(path, value)]
  })
}

/** Stores a `t:ExtendedProperty`. */
export function setExtended(item: Item, property: EwsObject): Item {
  const path: EwsElement = { name: 'ExtendedFieldURI', value: child(property, 'ExtendedFieldURI') ?? {} }
  const name = readExtended(path)
  const value = readExtendedValue(property, text(valueOf(path), '@PropertyType') ?? '')
  if (value === undefined) throw new ItemError('ErrorInvalidExtendedPropertyValue', path)
  if (name in DERIVED) throw new ItemError('ErrorInvalidPropertySet', path)
  return { ...item, extended: { ...item.extended, [name]: value } }
}

export function clearExtended(item: Item, path: EwsElement): Item {
  const extended = { ...item.extended }
  delete extended[readExtended(path)]
  return { ...item, extended }
}

function uidBytes(item: Item): ExtendedValue | undefined {
  if (!isEventItem(item)) return undefined
  return { type: 'Binary', value: globalObjectId(item.event.uid).toString('base64') }
}
