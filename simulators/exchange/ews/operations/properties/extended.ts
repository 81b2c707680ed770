import { readExtendedPath, readExtendedValue, renderExtended } from '../../../calendar/extended-properties.js'
import type { ExtendedValue, Item } from '../../../calendar/item.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { child, valueOf } from '../request-parts.js'
import { aliasOf } from './mapi/aliases.js'
import type { Writing } from './property.js'
import type { ItemView } from './view.js'

/** A property asked for: the path to echo, and its canonical name. */
interface Asked {
  readonly path: EwsObject
  readonly name: string
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

/** What an item has under a canonical name: stored, or as another word for an ordinary property. */
export function extendedValue(view: ItemView, name: string): ExtendedValue | undefined {
  const alias = aliasOf(name)
  if (alias === undefined) return view.item.extended[name]
  const value = alias.read(view)
  return value === undefined ? undefined : { type: typeIn(name), value }
}

/** The properties that an item has of those asked for, each under the path that asked. */
export function shownExtended(view: ItemView, asked: readonly Asked[]): readonly EwsObject[] {
  const shown: EwsObject[] = []
  for (const { path, name } of asked) {
    const value = extendedValue(view, name)
    if (value !== undefined) shown.push(renderExtended(path, value))
  }
  return shown
}

/** Stores a `t:ExtendedProperty`. What follows from other things cannot be written. */
export function setExtended<I extends Item>(item: I, property: EwsObject, writing: Writing): I {
  const path: EwsElement = { name: 'ExtendedFieldURI', value: child(property, 'ExtendedFieldURI') ?? {} }
  const name = readExtended(path)
  const value = readExtendedValue(property, typeIn(name))
  if (value === undefined) throw new ItemError('ErrorInvalidExtendedPropertyValue', path)
  const alias = aliasOf(name)
  if (alias === undefined) return { ...item, extended: { ...item.extended, [name]: value } }
  if (alias.write === undefined) throw new ItemError('ErrorInvalidPropertySet', path)
  return alias.write(item, value.value, writing) as I
}

/** Without a property. A text that is another word for an ordinary property becomes empty. @observed DavMail */
export function clearExtended<I extends Item>(item: I, path: EwsElement, writing: Writing): I {
  const name = readExtended(path)
  const alias = aliasOf(name)
  if (alias?.clear !== undefined) return alias.clear(item) as I
  if (alias?.write !== undefined && typeIn(name) === 'String') return alias.write(item, '', writing) as I
  if (alias !== undefined) throw new ItemError('ErrorInvalidPropertyDelete', path)
  const extended = { ...item.extended }
  delete extended[name]
  return { ...item, extended }
}

function typeIn(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}
