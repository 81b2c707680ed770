import type { EwsElement, EwsObject } from '../../tree.js'
import { child, text } from '../request-parts.js'
import type { ItemView } from '../properties/view.js'
import type { Service } from '../service.js'
import { order, type Comparable } from './ordering.js'
import { readKey } from './sort-order.js'

/** Puts a page of items into the `Items` or the `Groups` of a result. */
export type Grouping = (views: readonly ItemView[], render: (view: ItemView) => EwsElement) => EwsObject

/** The one standard grouping: by conversation, those with the newest item first. @source types.xsd, StandardGroupByType */
const BY_CONVERSATION: EwsObject = {
  '@Order': 'Descending',
  FieldURI: { '@FieldURI': 'message:ConversationTopic' },
  AggregateOn: { '@Aggregate': 'Maximum', FieldURI: { '@FieldURI': 'item:DateTimeReceived' } },
}

/** All items one after the other. */
export const ungrouped: Grouping = (views, render) => ({ Items: { $each: views.map(render) } })

/** A `GroupBy` or `DistinguishedGroupBy` of FindItem. @source [DOC] GroupBy, AggregateOn, GroupIndex */
export function readGrouping(service: Service, request: EwsObject): Grouping {
  const groupBy = request['DistinguishedGroupBy'] === undefined ? child(request, 'GroupBy') : BY_CONVERSATION
  if (groupBy === undefined) return ungrouped

  const keyOf = readKey(service, groupBy)
  const compare = readAggregate(service, groupBy)
  return (views, render) => ({
    Groups: {
      GroupedItems: groupsOf(views, keyOf)
        .sort(compare)
        .map(({ key, members }) => ({
          GroupIndex: String(key ?? ''),
          Items: { $each: members.map(render) },
        })),
    },
  })
}

interface Group {
  readonly key: Comparable
  readonly members: ItemView[]
}

function groupsOf(views: readonly ItemView[], keyOf: (view: ItemView) => Comparable): Group[] {
  const groups = new Map<string, Group>()
  for (const view of views) {
    const key = keyOf(view)
    const name = `${typeof key} ${String(key).toLowerCase()}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { key, members: [view] })
    else group.members.push(view)
  }
  return [...groups.values()]
}

/** Groups are in the order of the least or greatest value that their items have. */
function readAggregate(service: Service, groupBy: EwsObject): (left: Group, right: Group) => number {
  const aggregateOn = child(groupBy, 'AggregateOn') ?? {}
  const read = readKey(service, aggregateOn)
  const sign = text(groupBy, '@Order') === 'Descending' ? -1 : 1
  const wanted = text(aggregateOn, '@Aggregate') === 'Maximum' ? -1 : 1
  const aggregate = ({ members }: Group) =>
    members.map(read).sort((left, right) => wanted * order(left, right))[0]
  return (left, right) => sign * order(aggregate(left), aggregate(right))
}
