import { WRITTEN, type EwsElement, type EwsObject, type EwsValue, type Written } from '../tree.js'
import { escapeAttribute, escapeText } from './escape.js'
import { INSTANCE_NAMESPACE } from './namespaces.js'
import { invalidResponse } from './response-table-error.js'
import type { SimpleType, SimpleValue } from './simple-type.js'
import type { AttributeRule, ChildRule, ElementsType, TextType } from './type-kinds.js'

/** Writes one element, given its value. */
export type Write = (value: EwsValue) => string

/** How one key of a value is written. Attributes keep the order in which the operation gives them. */
export interface Slot {
  readonly order: number
  readonly isAttribute: boolean
  readonly write: (value: EwsValue | readonly EwsElement[]) => string
}

export const XSI_TYPE: Slot = {
  order: -1,
  isAttribute: true,
  write: (value) => ` xmlns:xsi="${INSTANCE_NAMESPACE}" xsi:type="t:${value as string}"`,
}

export const XSI_NIL: Slot = {
  order: -1,
  isAttribute: true,
  write: () => ` xmlns:xsi="${INSTANCE_NAMESPACE}" xsi:nil="true"`,
}

export type WriteOnce = (known: Written, write: () => string) => string

/** Takes the free values of a document while it is written. */
export type Note = (value: string) => void

export function attributeSlot(rule: AttributeRule, note: Note | undefined): Slot {
  const start = ` ${rule.name}="`
  const write = scalarWrite(rule.key, rule.type, { note, escape: escapeAttribute })

  return { order: -1, isAttribute: true, write: (value) => `${start}${write(value as SimpleValue)}"` }
}

export function textSlot(type: TextType, note: Note): Slot {
  const write = scalarWrite('$text', type.text, { note, escape: escapeText })
  return { order: 0, isAttribute: false, write: write as Slot['write'] }
}

export function plainWrite(tag: string, type: TextType, note: Note): Write {
  const [open, close, empty] = [`<${tag}>`, `</${tag}>`, `<${tag}/>`]
  const write = scalarWrite(tag, type.text, { note, escape: escapeText })

  return (value) => {
    const text = write(value as SimpleValue)
    return text === '' ? empty : open + text + close
  }
}

export function childSlot(rule: ChildRule, write: Write): Slot {
  const { name } = rule.element
  if (rule.storage === 'one') return { order: rule.order, isAttribute: false, write: write as Slot['write'] }
  return { order: rule.order, isAttribute: false, write: writeList }

  function writeList(value: EwsValue | readonly EwsElement[]): string {
    if (!Array.isArray(value)) throw invalidResponse(name, 'may occur often: give an array.')
    let content = ''
    for (const item of value as readonly EwsValue[]) content += write(item)
    return content
  }
}

export function eachSlot(
  type: ElementsType,
  members: ReadonlyMap<string, Write>,
  { order, once }: { readonly order: number; readonly once: WriteOnce },
): Slot {
  return {
    order,
    isAttribute: false,
    write(elements) {
      let content = ''
      for (const element of elements as readonly EwsElement[]) {
        const { name, value } = element
        const write = members.get(name)
        if (write === undefined) throw invalidResponse(type.name, `has no "${name}" in $each.`)
        const known = (value as EwsObject | undefined)?.[WRITTEN]
        const isKeptHere = known !== undefined && known.alone === undefined
        content += isKeptHere ? once(known, () => write(value)) : write(value)
      }
      return content
    },
  }
}

interface Lexical {
  readonly note: Note | undefined
  readonly escape: (text: string) => string
}

/** Gives the lexical form of a value, escaped where it can hold what XML would not. */
function scalarWrite(where: string, type: SimpleType, lexical: Lexical): (value: SimpleValue) => string {
  const { escape } = lexical
  const note = type.free ? lexical.note : undefined
  return (value) => {
    if (!type.allows(value))
      throw invalidResponse(where, `may not be "${String(value)}": see ${type.called}.`)
    if (typeof value === 'string') {
      note?.(value)
      return type.enumerated ? value : escape(value)
    }
    if (typeof value === 'boolean') return value ? 'true' : 'false'
    if (typeof value === 'number')
      return Number.isFinite(value) ? String(value) : String(value).replace('Infinity', 'INF')
    if (!Array.isArray(value)) throw invalidResponse(where, 'needs a simple value.')
    const list = value.join(' ')
    note?.(list)
    return escape(list)
  }
}
