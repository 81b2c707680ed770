import { BerWriter } from '../ldap/ber/ber-writer.js'
import { CONTROL, type Control } from '../ldap/control.js'
import { RESULT, type ResultName } from '../ldap/result-code.js'
import { parseDn } from '../names/parse-dn.js'
import type { SearchScope } from '../ldap/request.js'
import { entryValues } from '../search/entry-values.js'
import { visibleAttribute, type SearchView } from '../search/search-view.js'
import type { StoredEntry } from '../tree/tree.js'
import { insideSequence, type ControlCodec } from './control-codec.js'

/** The value is the attribute whose values are searched instead of the base. @source MS-ADTS 3.1.1.3.4.1.18 */
export const ATTRIBUTE_SCOPED_QUERY: ControlCodec<string> = {
  type: CONTROL.attributeScopedQuery,
  operations: ['search'],
  decode: insideSequence((value) => value.text()),
}

export function encodeScopeResult(code: ResultName): Control {
  const writer = new BerWriter()
  writer.sequence(() => writer.enumerated(RESULT[code]))
  return { type: CONTROL.attributeScopedQuery, isCritical: false, value: writer.take() }
}

export interface AttributeScope {
  readonly code: 'success' | 'invalidAttributeSyntax' | 'unwillingToPerform'
  readonly entries: readonly StoredEntry[]
}

/**
 * The entries that an attribute of the base names. An attribute that does not exist names none.
 * @observed ad-golden's domain controller: the search itself succeeds, the control says what was wrong
 */
export function attributeScope(
  view: SearchView,
  place: { readonly base: StoredEntry; readonly scope: SearchScope },
  sourceAttribute: string,
): AttributeScope {
  const attribute = visibleAttribute(view, sourceAttribute)
  if (place.scope !== 'base') return { code: 'unwillingToPerform', entries: [] }
  if (attribute === undefined) return { code: 'success', entries: [] }
  if (attribute.syntax.name !== 'dn') return { code: 'invalidAttributeSyntax', entries: [] }
  const names = entryValues(view.tree, place.base, attribute)
  return { code: 'success', entries: names.flatMap((name) => view.tree.find(parseDn(name) ?? []) ?? []) }
}
