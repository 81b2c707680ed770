import type { CallOperation, OperationCall } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import { holdsAppointments } from '../../calendar/folders.js'
import type { EwsElement, EwsObject } from '../tree.js'
import { actingMailbox } from './access/acting.js'
import { findFolder, type FolderPlace } from './access/folder-reference.js'
import { visibleItems } from './access/item-needs.js'
import { answerEach, ItemError } from './item-error.js'
import { orderInTime, readCalendarView } from './find/calendar-view.js'
import { readOperand } from './find/comparable.js'
import { readGrouping, ungrouped } from './find/grouping.js'
import { readPaging, seekingPages, type Pager } from './find/paging.js'
import { readRestriction, type Predicate } from './find/restriction.js'
import { readSortOrder } from './find/sort-order.js'
import { sortedBy, type SortedItem, type SortOrder } from './find/sorted-items.js'
import { readItemShape, type ItemShape } from './properties/item-shape.js'
import { viewOf } from './properties/view.js'
import { child, members, text } from './request-parts.js'
import type { Service } from './service.js'

/** FindItem: a page of the items of folders, or a calendar as a view of a time. @source ews.md 4.3 */
export function createFindItem(service: Service): CallOperation {
  const { store } = service
  return {
    name: 'FindItem',
    handle(call) {
      const mailbox = actingMailbox(store, call).mailboxGuid
      const shape = readItemShape(service, call, 'list')
      const find = finderFor(service, call, shape)
      const messages = answerEach(members(child(call.request, 'ParentFolderIds')), (reference) => {
        const held = { store, mailbox, notFound: 'ErrorFolderNotFound', needs: 'read' } as const
        const place = findFolder(held, reference)
        return find(place)
      })
      return responseMessages('FindItem', messages)
    },
  }
}

type Finder = (place: FolderPlace) => EwsObject

function finderFor(service: Service, call: OperationCall, shape: ItemShape): Finder {
  const { request } = call
  if (request['CalendarView'] !== undefined) return (place) => calendarView(service, call, { shape, place })

  const found = TRAVERSALS[text(request, '@Traversal') ?? ''] ?? (() => [])
  const operandOf = (path: EwsElement) => readOperand(service, path)
  return (place) => {
    if (request['QueryString'] !== undefined) throw new ItemError('ErrorInvalidOperation')
    const restriction = child(request, 'Restriction')
    const isHopeless = restriction !== undefined && request['@Traversal'] === 'SoftDeleted'
    const matches = isHopeless ? () => false : readRestriction(operandOf, restriction)
    const order = readSortOrder(service, child(request, 'SortOrder'), shape.reading)
    const group = readGrouping(service, request)
    const viewed = ({ item }: SortedItem) => viewOf(shape.reading, item)
    const pages = pagesFor(request, place, (condition) => {
      const meets = readRestriction(operandOf, condition)
      return (one: SortedItem) => meets(viewed(one))
    })
    const all = found(service, place, { order, acting: shape.reading.acting })
    const isWhole = restriction === undefined
    const matching = isWhole ? all : all.filter((one) => matches(viewed(one)))
    const message = () => {
      const { items, ...counts } = pages.of(matching)
      return success({
        RootFolder: { ...counts, ...group(items.map(viewed), (view) => shape.render(view)) },
      })
    }
    const name = isWhole && group === ungrouped ? pages.name : undefined
    return name === undefined ? message() : shape.say(all, name, message)
  }
}

/** Of calendars no page can be sought by what is in it. @source ews.md 4.3 */
function pagesFor(
  request: EwsObject,
  { folder }: FolderPlace,
  readCondition: (condition: EwsObject | undefined) => Predicate<SortedItem>,
): Pager<SortedItem> {
  const seeking = child(request, 'SeekToConditionPageItemView')
  if (seeking === undefined) return readPaging(request)
  if (holdsAppointments(folder)) throw new ItemError('ErrorCalendarSeekToConditionNotSupported')
  return seekingPages(seeking, readCondition(child(seeking, 'Condition')))
}

type Found = (
  service: Service,
  place: FolderPlace,
  search: { readonly order: SortOrder; readonly acting: string | undefined },
) => readonly SortedItem[]

/**
 * Where each traversal looks: items that are associated with a folder cannot be made here. With a restriction nothing
 * is found among the soft-deleted. @source ews.md 4.3
 */
const TRAVERSALS: Readonly<Record<string, Found>> = {
  Shallow: ({ store, sortedFolders }, place, { order, acting }) =>
    visibleItems(store, { acting, mailbox: place.mailbox }, sortedFolders.sorted(place, order)),
  SoftDeleted: ({ store }, { mailbox, folder }, { order }) =>
    sortedBy(order, store.recoverableFrom(mailbox, folder.number)),
  Associated: () => [],
}

/** What a calendar view cannot be combined with. @source ews.md 4.3 */
const NOT_WITH_VIEW = ['Restriction', 'SortOrder', 'GroupBy', 'DistinguishedGroupBy', 'QueryString']

function calendarView(
  { store, sortedFolders }: Service,
  { request, timeZone }: OperationCall,
  { shape, place }: { readonly shape: ItemShape; readonly place: FolderPlace },
): EwsObject {
  if (NOT_WITH_VIEW.some((name) => request[name] !== undefined)) throw new ItemError('ErrorInvalidRequest')
  const view = readCalendarView(store, child(request, 'CalendarView') ?? {}, timeZone)
  if (!holdsAppointments(place.folder)) throw new ItemError('ErrorCalendarFolderIsInvalidForCalendarView')
  const all = sortedFolders.sorted(place, orderInTime(store, view))
  const found = visibleItems(store, { acting: shape.reading.acting, mailbox: place.mailbox }, all)
  return shape.say(found, `first ${view.maxEntries}`, () => {
    const shown = found.slice(0, view.maxEntries)
    return success({
      RootFolder: {
        '@TotalItemsInView': found.length,
        '@IncludesLastItemInRange': shown.length === found.length,
        Items: {
          $each: shown.map(({ item, occurrence }) => shape.render(viewOf(shape.reading, item, occurrence))),
        },
      },
    })
  })
}
