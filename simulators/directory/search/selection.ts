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

/** An attribute with any other option is none. @observed a domain controller */
const KNOWN_OPTION = /^ *(?:range=.*|binary)$/i

function readItem(view: SearchView, item: string): NamedAttribute | undefined {
  const plain = visibleAttribute(view, item)
  if (plain !== undefined) return { attribute: plain, range: undefined }
  const [name = '', ...options] = item.split(';')
  const attribute = options.length === 0 ? undefined : visibleAttribute(view, name)
  if (attribute === undefined || !options.every((option) => KNOWN_OPTION.test(option))) return undefined
  return { attribute, range: parseRange(options) }
}

/** The attributes of an entry that were asked for, under their schema names, each once. */
export function select(view: SearchView, selection: Selection, entry: StoredEntry): AttributeValues[] {
  const { named } = selection
  const wanted = selection.all ? [...unnamed(plainAttributes(view.tree, entry), selection), ...named] : named
  return answered(view, { wanted, typesOnly: selection.typesOnly }, entry)
}

/** Attributes that `*` asks for and the list does not. */
export function unnamed(attributes: Iterable<AttributeType>, { named }: Selection): NamedAttribute[] {
  const found: NamedAttribute[] = []
  for (const attribute of attributes) {
    if (!named.some((other) => other.attribute === attribute)) found.push({ attribute, range: undefined })
  }
  return found
}

interface Wanted {
  readonly wanted: readonly NamedAttribute[]
  readonly typesOnly: boolean
}

/** The values of these attributes as far as the view shows them. */
export function answered(
  view: SearchView,
  { wanted, typesOnly }: Wanted,
  entry: StoredEntry,
): AttributeValues[] {
  const answers: AttributeValues[] = []
  const { MaxValRange: most } = view.limits?.() ?? LDAP_LIMITS
  for (const { attribute, range } of wanted) {
    const kept = isVisible(view, attribute) ? entryValues(view.tree, entry, attribute) : NO_VALUES
    if (kept.length === 0) continue
    const isWhole = range === undefined && (attribute.isConstructed || kept.length <= most)
    const parts = isWhole
      ? [{ name: attribute.name, values: kept }]
      : applyRange(attribute.name, kept, { range, most })
    for (const { name, values } of parts)
      answers.push({ name, values: typesOnly ? NO_VALUES : render(view, attribute, values) })
  }
  return answers
}

const NO_VALUES: readonly string[] = []

function render(view: SearchView, attribute: AttributeType, kept: readonly string[]): readonly Octets[] {
  if (attribute.linkId !== null) return kept
  if (attribute.name !== ADVERTISING_ATTRIBUTE) return kept.map(attribute.syntax.render)
  return kept.map((value) => advertise(value, view.exchangeOrigin))
}
