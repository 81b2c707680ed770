import {
  ATTRIBUTE_SCOPED_QUERY,
  attributeScope,
  encodeScopeResult,
  type AttributeScope,
} from '../controls/attribute-scoped-query.js'
import { isCritical, readControl } from '../controls/control-codec.js'
import { showsDeleted } from '../controls/deleted-objects.js'
import { DIR_SYNC } from '../controls/dir-sync/dir-sync.js'
import { EXPECTED_ENTRY_COUNT, isExpected } from '../controls/expected-entry-count.js'
import { NOTIFICATION } from '../controls/notification.js'
import { DOMAIN_SCOPE, SEARCH_OPTIONS } from '../controls/search-options.js'
import { sortEntries, type SortedEntries } from '../controls/sort-entries.js'
import { encodeSortResult, SORT } from '../controls/sort.js'
import type { Control } from '../ldap/control.js'
import { bindRequired, unavailableExtension } from '../ldap/diagnostics.js'
import type { LdapResponse, LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { compileFilter } from '../search/compile-filter.js'
import { findEntries } from '../search/find-entries.js'
import { referencesOf } from '../search/references.js'
import type { SearchBase } from '../search/scope.js'
import type { StoredEntry } from '../tree/tree.js'
import { dirSync } from './dir-sync.js'
import { notify } from './notification.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import { readRoot } from './read-root.js'
import { entryAnswers, malformedList } from './search-answers.js'
import { resolveBase, withContextsBelow } from './search-base.js'
import { SearchAnswer } from './search-answer.js'
import { partOf, type Part } from './search-part.js'
import { searchRefusal } from './search-refusal.js'
import { mayWriteAnywhere } from './write-access.js'

type SearchCall = OperationCall<'search'>

/** RFC 4511 4.5 · MS-ADTS 3.1.1.3.1.3 */
export function search(call: SearchCall): OperationAnswer {
  const { session, request } = call
  if (request.base === '' && request.scope === 'base') return readRoot(call)
  if (request.scope === 'subordinate') return done(result('protocolError'))
  if (session.account === undefined) return done(bindRequired())
  const refusal = searchRefusal(session.view, request)
  if (refusal !== undefined) return done(refusal)
  const changes = readControl(call.controls, DIR_SYNC)
  return changes === undefined ? searchTree(call) : dirSync(call, changes)
}

function done(searchResult: LdapResult, controls: readonly Control[] = []): OperationAnswer {
  return { final: { kind: 'search', result: searchResult }, controls }
}

function searchTree(call: SearchCall): OperationAnswer {
  const { session, request, controls } = call
  const options = readControl(controls, SEARCH_OPTIONS)
  const isWholeForest = session.view.isGlobalCatalog || options?.isPhantomRoot === true
  const showDeleted = showsDeleted(controls) && mayWriteAnywhere(session)
  const base = resolveBase(session.view.tree, request.base, { isWholeForest, showDeleted })
  if ('result' in base) return done(base.result)
  if (readControl(controls, NOTIFICATION) !== undefined) return notify(call, base)

  const scoped = scopeOf(call, base)
  const bases =
    isWholeForest && request.scope === 'subtree' ? withContextsBelow(session.view.tree, base) : [base]
  const find = () => (scoped === undefined ? findBelow(call, bases, showDeleted) : matching(call, scoped))
  const sorted = sortOf(call, find)
  const answered = [
    ...(sorted === undefined ? [] : [encodeSortResult(sorted.result)]),
    ...(scoped === undefined ? [] : [encodeScopeResult(scoped.code)]),
  ]
  if (sorted !== undefined && sorted.result.code !== 'success' && isCritical(controls, SORT))
    return done(unavailableExtension(), answered)

  const part = partOf(call, { entries: () => sorted?.entries ?? find(), sorted })
  return answerWith(call, { ...part, controls: [...answered, ...part.controls] }, () =>
    references(call, base),
  )
}

function* findBelow(
  { session, request }: SearchCall,
  bases: readonly SearchBase[],
  showDeleted: boolean,
): Iterable<StoredEntry> {
  for (const base of bases) yield* findEntries(session.view, request, { base, showDeleted })
}

function scopeOf({ session, request, controls }: SearchCall, base: SearchBase): AttributeScope | undefined {
  const attribute = readControl(controls, ATTRIBUTE_SCOPED_QUERY)
  if (attribute === undefined || base.kind === 'forest') return undefined
  return attributeScope(session.view, { base: base.entry, scope: request.scope }, attribute)
}

function matching(
  { session, request, controls }: SearchCall,
  { entries }: AttributeScope,
): readonly StoredEntry[] {
  const matches = compileFilter(session.view, request.filter)
  const isShown = (entry: StoredEntry) =>
    showsDeleted(controls) || entry.record.values['isDeleted'] === undefined
  return entries.filter((entry) => isShown(entry) && matches(entry) === true)
}

function sortOf(
  { session, controls }: SearchCall,
  find: () => Iterable<StoredEntry>,
): SortedEntries | undefined {
  const keys = readControl(controls, SORT)
  return keys === undefined ? undefined : sortEntries(session.view, [...find()], keys)
}

function answerWith(call: SearchCall, part: Part, followUps: () => readonly LdapResponse[]): OperationAnswer {
  const expected = readControl(call.controls, EXPECTED_ENTRY_COUNT)
  const entries = expected === undefined ? part.entries : [...part.entries]
  if (expected !== undefined && Array.isArray(entries) && !isExpected(expected, entries.length))
    return done(result('constraintViolation'))
  const write = entryAnswers(call)
  return write === undefined
    ? done(malformedList())
    : new SearchAnswer({ ...part, entries }, write, followUps)
}

function references({ session, request, controls }: SearchCall, base: SearchBase): readonly LdapResponse[] {
  const options = readControl(controls, SEARCH_OPTIONS)
  const isScoped = readControl(controls, DOMAIN_SCOPE) !== undefined || options?.isDomainScoped === true
  if (isScoped || options?.isPhantomRoot === true || session.view.isGlobalCatalog || base.kind === 'forest')
    return []
  return referencesOf(session.view.tree, base.entry, request.scope).map((url) => ({
    kind: 'reference',
    urls: [url],
  }))
}
