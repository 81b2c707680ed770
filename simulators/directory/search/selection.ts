import type { AttributeValues } from '../ldap/response.js'
import type { AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry } from '../tree/tree.js'
import { advertise, ADVERTISING_ATTRIBUTE } from './advertised-values.js'
import { entryValues, plainAttributes } from './entry-values.js'
import { applyRange, parseRange, type ValueRange } from './range-option.js'
import { visibleAttribute, type SearchView } from './search-view.js'

interface NamedAttribute {
  readonly attribute: AttributeType
  readonly range: ValueRange | undefined
}

/** What a search asks to be answered of each entry. */
export interface Selection {
  readonly all: boolean
  readonly named: readonly NamedAttribute[]
  readonly typesOnly: boolean
}

/**
 * Reads an attribute list: empty or `*` for all that is not constructed, `1.1` for nothing, names and OIDs for
 * themselves. Unknown names are passed over.
 */
export function parseSelection(view: SearchView, list: readonly string[], typesOnly: boolean): Selection {
  const named = new Map<string, NamedAttribute>()
  for (const item of list) {
    const [name = '', ...options] = item.split(';')
    const attribute = visibleAttribute(view, name)
    if (attribute !== undefined) named.set(attribute.name, { attribute, range: parseRange(options) })
  }
  return { all: list.length === 0 || list.includes('*'), named: [...named.values()], typesOnly }
}

/** The attributes of an entry that were asked for, under their schema names, each once. */
export function select(view: SearchView, selection: Selection, entry: StoredEntry): AttributeValues[] {
  const asked = selection.all ? [...allOf(view, selection, entry), ...selection.named] : selection.named
  return asked.flatMap(({ attribute, range }) => {
    const kept = entryValues(view.tree, entry, attribute)
    if (kept.length === 0) return []
    const parts = applyRange(attribute.name, kept, range)
    return parts.map(({ name, values }) => ({
      name,
      values: selection.typesOnly ? [] : values.map((value) => render(view, attribute, value)),
    }))
  })
}

function allOf(view: SearchView, { named }: Selection, entry: StoredEntry): NamedAttribute[] {
  return plainAttributes(view.tree, entry)
    .filter((attribute) => visibleAttribute(view, attribute.name) !== undefined)
    .filter((attribute) => !named.some((other) => other.attribute === attribute))
    .map((attribute) => ({ attribute, range: undefined }))
}

function render(view: SearchView, attribute: AttributeType, kept: string) {
  if (attribute.linkId !== null) return kept
  const rendered = attribute.syntax.render(kept)
  const isAdvertised = attribute.name === ADVERTISING_ATTRIBUTE && typeof rendered === 'string'
  return isAdvertised ? advertise(rendered, view.exchangeOrigin) : rendered
}
