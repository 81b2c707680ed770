import type { Octets } from '../ldap/ber/ber-writer.js'
import type { AttributeValues } from '../ldap/response.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { StoredEntry } from '../tree/tree.js'
import { advertise, ADVERTISING_ATTRIBUTE } from './advertised-values.js'
import { entryValues, plainAttributes } from './entry-values.js'
import { applyRange, parseRange, type ValueRange } from './range-option.js'
import { isVisible, visibleAttribute, type SearchView } from './search-view.js'

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
    const read = readItem(view, item)
    if (read === undefined || named.get(read.attribute.name)?.range !== undefined) continue
    named.set(read.attribute.name, read)
  }
  return { all: list.length === 0 || list.includes('*'), named: [...named.values()], typesOnly }
}

function readItem(view: SearchView, item: string): NamedAttribute | undefined {
  const plain = visibleAttribute(view, item)
  if (plain !== undefined) return { attribute: plain, range: undefined }
  const [name = '', ...options] = item.split(';')
  const attribute = options.length === 0 ? undefined : visibleAttribute(view, name)
  return attribute === undefined ? undefined : { attribute, range: parseRange(options) }
}

/** The attributes of an entry that were asked for, under their schema names, each once. */
export function select(view: SearchView, selection: Selection, entry: StoredEntry): AttributeValues[] {
  const answered: AttributeValues[] = []
  if (selection.all) {
    for (const attribute of plainAttributes(view.tree, entry)) {
      if (selection.named.some((other) => other.attribute === attribute)) continue
      if (isVisible(view, attribute)) answer({ attribute, range: undefined })
    }
  }
  for (const named of selection.named) answer(named)
  return answered

  function answer({ attribute, range }: NamedAttribute): void {
    const kept = entryValues(view.tree, entry, attribute)
    if (kept.length === 0) return
    if (range === undefined && kept.length <= LDAP_LIMITS.MaxValRange) {
      answered.push({ name: attribute.name, values: shown(attribute, kept) })
      return
    }
    for (const { name, values } of applyRange(attribute.name, kept, range)) {
      answered.push({ name, values: shown(attribute, values) })
    }
  }

  function shown(attribute: AttributeType, values: readonly string[]): readonly Octets[] {
    return selection.typesOnly ? NO_VALUES : render(view, attribute, values)
  }
}

const NO_VALUES: readonly string[] = []

function render(view: SearchView, attribute: AttributeType, kept: readonly string[]): readonly Octets[] {
  if (attribute.linkId !== null) return kept
  if (attribute.name !== ADVERTISING_ATTRIBUTE) return kept.map(attribute.syntax.render)
  return kept.map((value) => advertise(value, view.exchangeOrigin))
}
