import type { EwsObject } from '../tree.js'
import { invalidResponse } from './response-table-error.js'
import type { Slot } from './slots.js'
import type { CompiledType } from './type-kinds.js'

export interface TypeWriter {
  readonly type: CompiledType
  readonly slots: ReadonlyMap<string, Slot>
  /** The forms of values written before: the next one mostly has one of them. */
  readonly forms: ValueForm[]
}

/** The keys that a value has, and how each is written: attributes first, then in the order of the schema. */
interface ValueForm {
  readonly keys: readonly string[]
  readonly parts: readonly { readonly key: string; readonly slot: Slot | undefined }[]
  /** Whether all that the type requires is among the keys. */
  readonly isWhole: boolean
}

/** So many forms of values are remembered for each type. */
const MOST_FORMS = 8

/** The tags of an element as they are written. */
export interface Tags {
  readonly name: string
  readonly start: string
  readonly end: string
  /** The end of the start tag when there is no content. */
  readonly empty: string
}

/** Writes the keys of a value in the order of the schema, whatever their own. */
export function writeParts(tags: Tags, writer: TypeWriter, value: EwsObject): string {
  let attributes = tags.start
  let content = ''
  const form = formOf(writer, value)
  let isWhole = form.isWhole
  for (const { key, slot } of form.parts) {
    const part = value[key]
    if (part === undefined) {
      isWhole = false
      continue
    }
    if (slot === undefined) throw invalidResponse(tags.name, `has no "${key}" in ${writer.type.name}.`)
    if (slot.isAttribute) attributes += slot.write(part)
    else content += slot.write(part)
  }
  if (!isWhole) requireParts(tags.name, writer.type, value)
  return content === '' ? attributes + tags.empty : `${attributes}>${content}${tags.end}`
}

function formOf(writer: TypeWriter, value: EwsObject): ValueForm {
  for (const form of writer.forms) if (hasKeys(value, form.keys)) return form
  const keys = Object.keys(value)
  const parts = keys.map((key) => ({ key, slot: writer.slots.get(key) }))
  const orderOf = ({ slot }: (typeof parts)[number]): number => slot?.order ?? -Infinity
  const isWhole = requiredKeys(writer.type).every((key) => keys.includes(key))
  const form = { keys, parts: parts.sort((a, b) => orderOf(a) - orderOf(b)), isWhole }
  if (writer.forms.length < MOST_FORMS) writer.forms.push(form)
  else writer.forms[0] = form
  return form
}

/** Whether a value has these keys and no others, in their order. */
function hasKeys(value: EwsObject, keys: readonly string[]): boolean {
  let at = 0
  for (const key in value) if (keys[at++] !== key) return false
  return at === keys.length
}

function requiredKeys(type: CompiledType): readonly string[] {
  const attributes = type.requiredAttributes.map(({ key }) => key)
  return type.kind === 'text' ? attributes : [...attributes, ...type.required]
}

function requireParts(tag: string, type: CompiledType, value: EwsObject): void {
  for (const { key } of type.requiredAttributes) {
    if (value[key] === undefined) throw invalidResponse(tag, `lacks the attribute "${key}".`)
  }
  if (type.kind === 'text' || value['@xsi:nil'] === true) return
  for (const name of type.required) {
    if (value[name] === undefined && type.children.get(name)?.storage !== 'each') {
      throw invalidResponse(tag, `lacks "${name}".`)
    }
  }
}
