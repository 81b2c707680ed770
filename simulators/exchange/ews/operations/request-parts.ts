import type { EwsElement, EwsObject } from '../tree.js'

/** Reads of decoded requests, whose shape the schema has already vouched for. */

export function child(parent: EwsObject | undefined, name: string): EwsObject | undefined {
  const value = parent?.[name]
  return isObject(value) ? value : undefined
}

export function text(parent: EwsObject | undefined, name: string): string | undefined {
  const value = parent?.[name]
  return value === undefined || typeof value === 'object' ? undefined : String(value)
}

/** The members of a repeated choice. */
export function members(parent: EwsObject | undefined): readonly EwsElement[] {
  return parent?.$each ?? []
}

/** A child that may occur often, as an array. */
export function list(parent: EwsObject | undefined, name: string): readonly EwsObject[] {
  const value = parent?.[name]
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function isObject(value: unknown): value is EwsObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a member as an object; an empty element counts as one without children. */
export function valueOf(element: EwsElement): EwsObject {
  return isObject(element.value) ? element.value : {}
}

/** The names of the children and attributes that are present. */
export function presentKeys(value: EwsObject): readonly string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined)
}

/** A value that must be text, whatever simple type the schema gives it. */
export function asText(value: EwsObject[string]): string {
  return value === undefined || typeof value === 'object' ? '' : String(value)
}
