import { PAGED_RESULTS, encodePagedResults, type PagedResults } from '../controls/paged-results.js'
import { readControl } from '../controls/control-codec.js'
import type { SortedEntries } from '../controls/sort-entries.js'
import { SORT } from '../controls/sort.js'
import { encodeViewResult, VIRTUAL_LIST_VIEW, type VirtualListView } from '../controls/virtual-list-view.js'
import { windowOf } from '../controls/view-window.js'
import type { Control } from '../ldap/control.js'
import { unavailableExtension, willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import type { StoredEntry } from '../tree/tree.js'
import type { OperationCall } from './operation.js'

/** The part of what a search found that one answer holds. */
export interface Part {
  /** Taken as they are sent. */
  readonly entries: Iterable<StoredEntry>
  readonly controls: readonly Control[]
  /** How it ended, once all entries have been taken. */
  readonly end: () => PartEnd
}

export interface PartEnd {
  readonly result: LdapResult
  /** False where references to other naming contexts do not belong into this part. */
  readonly hasReferences: boolean
}

type SearchCall = OperationCall<'search'>

/** All that was found, in order; and the order, when a control asked for one. */
export interface Found {
  readonly entries: () => Iterable<StoredEntry>
  readonly sorted: SortedEntries | undefined
}

/** Takes the part that the controls and the limits leave. */
export function partOf(call: SearchCall, found: Found): Part {
  const view = readControl(call.controls, VIRTUAL_LIST_VIEW)
  const paged = readControl(call.controls, PAGED_RESULTS)
  if (view !== undefined && paged !== undefined) return refused(unavailableExtension())
  if (view !== undefined) return viewedPart(call, view, found.sorted)
  return paged === undefined || isOnePage(call, paged)
    ? limitedPart(call, found)
    : pagedPart(call, paged, found)
}

function refused(because: LdapResult, controls: readonly Control[] = []): Part {
  return { entries: [], controls, end: () => ({ result: because, hasReferences: false }) }
}

/** A client that wants no more than fits the page is answered as if it had not asked for pages. @source RFC 2696 3 */
function isOnePage({ request }: SearchCall, { size, cookie }: PagedResults): boolean {
  return cookie.length === 0 && request.sizeLimit > 0 && size >= request.sizeLimit
}

function limitedPart({ request, session }: SearchCall, found: Found): Part {
  const limit = Math.min(request.sizeLimit || Infinity, session.directory.limits().MaxPageSize)
  let isMore = false
  function* entries() {
    let count = 0
    for (const entry of found.entries()) {
      isMore = count === limit
      if (isMore) return
      count++
      yield entry
    }
  }
  const end = () => ({ result: isMore ? result('sizeLimitExceeded') : SUCCESS, hasReferences: !isMore })
  return { entries: { [Symbol.iterator]: entries }, controls: [], end }
}

/**
 * RFC 2696; after a full page there is always another, be it empty (ad-golden ctl-paged-*). The ids of the whole result
 * are kept between pages, so that pages neither repeat nor miss entries. References come once, with the first page.
 */
function pagedPart(call: SearchCall, { size, cookie }: PagedResults, found: Found): Part {
  const { session } = call
  const signature = signatureOf(call)
  const isFirst = cookie.length === 0
  if (isFirst && size === 0) return refused(result('operationsError'))
  const ids = isFirst ? keysOf(found.entries()) : session.pages.take(signature, cookie)
  if (ids === undefined) return refused(willNotPerform())

  const pageSize = Math.min(size, session.directory.limits().MaxPageSize)
  const isLast = size === 0 || ids.length < pageSize || ids.length === 0
  const next = isLast ? Buffer.alloc(0) : session.pages.keep(signature, ids.slice(pageSize))
  return {
    entries: entriesOf(call, ids.slice(0, pageSize)),
    controls: [encodePagedResults({ size: 0, cookie: next })],
    end: () => ({ result: SUCCESS, hasReferences: isFirst }),
  }
}

/** @source MS-ADTS 3.1.1.3.4.1.17: only entries that have the sort key are in the list */
function viewedPart(call: SearchCall, view: VirtualListView, sorted: SortedEntries | undefined): Part {
  const order = sorted?.order
  if (sorted === undefined || order === undefined) return refusedView('sortControlMissing', 0)
  const { session } = call
  const signature = signatureOf(call)
  const known = view.contextId === undefined ? undefined : session.pages.look(signature, view.contextId)
  const list = known === undefined ? sorted.entries.slice(0, sorted.keyed) : entriesOf(call, known)

  const window = windowOf(list, view, order)
  if (window === undefined) return refusedView('offsetRangeError', list.length)
  const contextId =
    known !== undefined && view.contextId !== undefined
      ? view.contextId
      : session.pages.keep(signature, keysOf(list))
  const targetPosition = list.length === 0 && view.target.kind === 'offset' ? 0 : window.target + 1
  return {
    entries: window.entries,
    controls: [encodeViewResult({ targetPosition, contentCount: list.length, code: 'success', contextId })],
    end: () => ({ result: SUCCESS, hasReferences: known === undefined }),
  }
}

function refusedView(code: 'sortControlMissing' | 'offsetRangeError', contentCount: number): Part {
  const control = encodeViewResult({ targetPosition: 0, contentCount, code })
  return refused(result('virtualListViewError'), [control])
}

function keysOf(entries: Iterable<StoredEntry>): readonly string[] {
  return Array.from(entries, ({ key }) => key)
}

function entriesOf({ session }: SearchCall, ids: readonly string[]): readonly StoredEntry[] {
  return ids.flatMap((id) => session.view.tree.get(id) ?? [])
}

/** What makes two requests the same search. */
function signatureOf({ request, controls }: SearchCall): string {
  const { base, scope, filter } = request
  return JSON.stringify([base, scope, filter, readControl(controls, SORT)])
}
