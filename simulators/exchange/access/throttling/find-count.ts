import { errorMessage } from '../../ews/response-message.js'
import type { EwsElement, EwsObject } from '../../ews/tree.js'
import { isAtLeast, type RequestVersion } from '../../versions/index.js'
import type { Admission } from './admission.js'
import { messagesOf, rowsOf } from './rows.js'

/** A search as the limit on its rows sees it. */
export interface Search {
  readonly request: EwsObject
  readonly version: RequestVersion
}

/**
 * Cuts an answer to the rows that may still be held for whoever is charged, and holds them. Who asks for pages, in a
 * version that knows of it, gets a shorter one; others get an error. @source ews.md 7.2
 */
export function limitRows(result: EwsObject, search: Search, admission: Admission): EwsObject {
  const limit = limitFor(search, admission)
  const messages = messagesOf(result)
  const limited = messages.map((message) => limitMessage(message, { limit, search, admission }))
  if (limited.every((message, at) => message === messages[at])) return result
  return { ...result, ResponseMessages: { $each: limited } }
}

/** What restricts a search makes it dearer since 2013. @source ews.md 7.1 */
function limitFor({ request }: Search, { limits: { findCount } }: Admission): number {
  const isRestricted = request['Restriction'] !== undefined || request['QueryString'] !== undefined
  return isRestricted ? findCount.restricted : findCount.plain
}

interface RowLimit {
  readonly limit: number
  readonly search: Search
  readonly admission: Admission
}

function limitMessage(message: EwsElement, { limit, search, admission }: RowLimit): EwsElement {
  const value = message.value as EwsObject
  const rows = rowsOf(value)
  const room = Math.max(0, limit - admission.budget.rows)
  if (rows <= room) {
    admission.holdRows(rows)
    return message
  }
  const cut = room === 0 ? undefined : cutPage(value, search, rows - room)
  if (cut !== undefined) admission.holdRows(room)
  else admission.budget.refused++
  return { ...message, value: cut ?? errorMessage(refusalCode(search)) }
}

function refusalCode({ version }: Search) {
  return isAtLeast(version, 'Exchange2010_SP1') ? 'ErrorExceededFindCountLimit' : 'ErrorServerBusy'
}

/** The attributes by which a client asks for the next page. */
const OFFSETS = ['@IndexedPagingOffset', '@NumeratorOffset'] as const

/**
 * The page without so many of its rows; undefined when the client did not ask for pages, or could not go on after
 * it. @inferred a view of a calendar counts as a page when it names how many entries it wants; groups are not cut,
 * because their order is not that of the pages
 */
function cutPage(value: EwsObject, { request, version }: Search, excess: number): EwsObject | undefined {
  const view = pagedView(request)
  const root = value['RootFolder'] as EwsObject
  const list = root['Items'] === undefined ? 'Folders' : 'Items'
  const held = root[list] as EwsObject | undefined
  if (view === undefined || held === undefined || !isAtLeast(version, 'Exchange2010_SP1')) return undefined

  const rows = held.$each ?? []
  const kept = view['@BasePoint'] === 'End' ? rows.slice(excess) : rows.slice(0, -excess)
  const cut: Record<string, EwsObject[string]> = { ...root, [list]: { $each: kept } }
  cut['@IncludesLastItemInRange'] = false
  for (const name of OFFSETS) if (cut[name] !== undefined) cut[name] = Number(cut[name]) - excess
  return { ...value, RootFolder: cut }
}

const PAGED_VIEWS = [
  'IndexedPageItemView',
  'IndexedPageFolderView',
  'FractionalPageItemView',
  'FractionalPageFolderView',
  'SeekToConditionPageItemView',
]

function pagedView(request: EwsObject): EwsObject | undefined {
  const paged = PAGED_VIEWS.find((name) => request[name] !== undefined)
  if (paged !== undefined) return request[paged] as EwsObject
  const calendar = request['CalendarView'] as EwsObject | undefined
  return calendar?.['@MaxEntriesReturned'] === undefined ? undefined : calendar
}
