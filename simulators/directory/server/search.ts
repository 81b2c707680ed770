import { BerReader } from '../ldap/ber/ber-reader.js'
import { CONTROL, type Control } from '../ldap/control.js'
import { badName, bindRequired, foreignName, noSuchObject, willNotPerform } from '../ldap/diagnostics.js'
import { malformed } from '../ldap/malformed.js'
import { decodePagedResults, encodePagedResults } from '../ldap/paged-results.js'
import type { SearchRequest } from '../ldap/request.js'
import type { LdapResponse, LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import { renderDn } from '../names/render-dn.js'
import { findEntries } from '../search/find-entries.js'
import { referencesOf } from '../search/references.js'
import { resolveName } from '../search/resolve-name.js'
import { matchesRootDse, readRootDse } from '../search/root-dse.js'
import type { SearchBase } from '../search/scope.js'
import { parseSelection, select } from '../search/selection.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { StoredEntry } from '../tree/tree.js'
import { controlOf, type OperationAnswer, type OperationCall } from './operation.js'
import type { Session } from './session.js'

/** RFC 4511 4.5 · MS-ADTS 3.1.1.3.1.3 */
export function search(call: OperationCall<'search'>): OperationAnswer {
  const { session, request, controls } = call
  if (request.base === '' && request.scope === 'base') return rootDse(session, request)
  if (request.scope === 'subordinate') return done(result('protocolError'))
  if (session.account === undefined) return done(bindRequired())

  const options = searchOptions(controls)
  const showDeleted = controlOf(controls, CONTROL.showDeleted) !== undefined
  const isWholeForest = session.view.isGlobalCatalog || options.isPhantomRoot
  const base = resolveBase(session, request.base, { isWholeForest, showDeleted })
  if ('result' in base) return done(base.result)

  const followUps =
    session.view.isGlobalCatalog || options.isDomainScoped ? [] : references(session, base, request)
  const paged = controlOf(controls, CONTROL.pagedResults)
  const find = () => findEntries(session.view, request, { base, showDeleted })
  if (paged !== undefined) return searchPage(call, paged, { find, followUps })

  const limit = Math.min(request.sizeLimit || Infinity, LDAP_LIMITS.MaxPageSize)
  const { taken, isMore } = takeUpTo(find(), limit)
  const before = [...rendered(session, request, taken), ...(isMore ? [] : followUps)]
  return { before, final: { kind: 'search', result: isMore ? result('sizeLimitExceeded') : SUCCESS } }
}

function done(searchResult: LdapResult): OperationAnswer {
  return { final: { kind: 'search', result: searchResult } }
}

function rootDse({ view, clock }: Session, request: SearchRequest): OperationAnswer {
  if (!matchesRootDse(request.filter)) return done(SUCCESS)
  const attributes = readRootDse(view.tree, clock, request.attributes)
  const shown = request.typesOnly ? attributes.map(({ name }) => ({ name, values: [] })) : attributes
  return {
    before: [{ kind: 'entry', dn: '', attributes: shown }],
    final: { kind: 'search', result: SUCCESS },
  }
}

interface BaseOptions {
  readonly isWholeForest: boolean
  readonly showDeleted: boolean
}

function resolveBase(
  { view }: Session,
  text: string,
  options: BaseOptions,
): SearchBase | { readonly result: LdapResult } {
  const { tree } = view
  if (text.trim() === '') return options.isWholeForest ? { kind: 'forest' } : { result: noSuchObject('') }
  const resolved = resolveName(tree, text)
  switch (resolved.kind) {
    case 'malformed':
      return { result: badName(text) }
    case 'foreign': {
      const dnsName = resolved.dn
        .flatMap(([{ type, value }]) => (type.toUpperCase() === 'DC' ? value : []))
        .join('.')
      return { result: dnsName === '' ? noSuchObject('') : foreignName(dnsName, renderDn(resolved.dn)) }
    }
    case 'missing':
      return { result: noSuchObject(resolved.nearest === undefined ? '' : tree.nameOf(resolved.nearest)) }
    case 'entry': {
      const isHidden = resolved.entry.record.values['isDeleted'] !== undefined && !options.showDeleted
      return isHidden ? { result: noSuchObject('') } : resolved
    }
  }
}

function references({ view }: Session, base: SearchBase, { scope }: SearchRequest): LdapResponse[] {
  if (base.kind === 'forest') return []
  return referencesOf(view.tree, base.entry, scope).map((url) => ({ kind: 'reference', urls: [url] }))
}

function rendered(
  { view }: Session,
  request: SearchRequest,
  entries: readonly StoredEntry[],
): LdapResponse[] {
  const selection = parseSelection(view, request.attributes, request.typesOnly)
  return entries.map((entry) => ({
    kind: 'entry',
    dn: view.tree.nameOf(entry),
    attributes: select(view, selection, entry),
  }))
}

function takeUpTo(entries: Iterable<StoredEntry>, limit: number) {
  const taken: StoredEntry[] = []
  for (const entry of entries) {
    if (taken.length >= limit) return { taken, isMore: true }
    taken.push(entry)
  }
  return { taken, isMore: false }
}

interface PageSource {
  readonly find: () => Iterable<StoredEntry>
  /** Sent once, with the first page. */
  readonly followUps: readonly LdapResponse[]
}

/** RFC 2696; after a full page there is always another, be it empty (ad-golden ctl-paged-*). The ids of the whole result are kept between pages, so that pages neither repeat nor miss entries. */
function searchPage(call: OperationCall<'search'>, control: Control, source: PageSource): OperationAnswer {
  const { session, request } = call
  const { size, cookie } = decodePagedResults(control)
  const signature = signatureOf(request)
  const isFirst = cookie.length === 0
  const ids = isFirst ? Array.from(source.find(), ({ key }) => key) : session.pages.take(signature, cookie)
  if (ids === undefined) return done(willNotPerform())

  const pageSize = Math.min(size, LDAP_LIMITS.MaxPageSize)
  const page = ids.slice(0, pageSize).flatMap((id) => session.view.tree.get(id) ?? [])
  const isLast = size === 0 || ids.length < pageSize || ids.length === 0
  const next = isLast ? Buffer.alloc(0) : session.pages.keep(signature, ids.slice(pageSize))
  return {
    before: [...rendered(session, request, page), ...(isFirst ? source.followUps : [])],
    final: { kind: 'search', result: SUCCESS },
    controls: [encodePagedResults({ size: 0, cookie: next })],
  }
}

function signatureOf({ base, scope, filter }: SearchRequest): string {
  return JSON.stringify([base, scope, filter])
}

/** Flags of the search options control. @source MS-ADTS 3.1.1.3.4.1.12 */
const OPTION = { domainScope: 1, phantomRoot: 2 } as const

function searchOptions(controls: readonly Control[]) {
  const control = controlOf(controls, CONTROL.searchOptions)
  if (control !== undefined && control.value === undefined)
    throw malformed('a search options control without value')
  const flags = control?.value === undefined ? 0 : new BerReader(control.value).inside().integer()
  return {
    isPhantomRoot: (flags & OPTION.phantomRoot) !== 0,
    isDomainScoped:
      (flags & OPTION.domainScope) !== 0 || controlOf(controls, CONTROL.domainScope) !== undefined,
  }
}
