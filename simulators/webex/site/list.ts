import { refuse } from './exceptions.js'
import { field, group, type Field } from './xml/fields.js'

/** One page of a list. */
export interface Listed<Item> {
  readonly items: readonly Item[]
  readonly total: number
  readonly startFrom: number
}

interface Wanted<Item, Key extends string> {
  readonly listControl?:
    | {
        readonly startFrom?: number | undefined
        readonly maximumNum?: number | undefined
        readonly listMethod?: 'AND' | 'OR' | undefined
      }
    | undefined
  readonly order?: { readonly orderBy: readonly Key[]; readonly orderAD: readonly string[] } | undefined
  readonly filters: readonly ((item: Item) => boolean)[]
  readonly orders: Readonly<Record<Key, (item: Item) => string | number>>
  /** What the list is put in order by if the request does not say. */
  readonly first: Key
}

/** @inferred How much a page holds if the request does not say, and at most. */
const DEFAULT_PAGE = 10
const LARGEST_PAGE = 500

/** The page of a list that a request wants. A list without any is refused as one without a record. @source webex.md 13 */
export function listed<Item, Key extends string>(
  all: readonly Item[],
  wanted: Wanted<Item, Key>,
): Listed<Item> {
  const { startFrom = 1, maximumNum = DEFAULT_PAGE } = wanted.listControl ?? {}
  const found = all.filter(matches(wanted)).sort(comparison(wanted))
  const items = found.slice(startFrom - 1, startFrom - 1 + Math.min(maximumNum, LARGEST_PAGE))
  if (items.length === 0) throw refuse('noRecord')
  return { items, total: found.length, startFrom }
}

function matches<Item>({ listControl, filters }: Pick<Wanted<Item, never>, 'listControl' | 'filters'>) {
  if (filters.length === 0) return () => true
  return (item: Item) =>
    listControl?.listMethod === 'OR'
      ? filters.some((filter) => filter(item))
      : filters.every((filter) => filter(item))
}

function comparison<Item, Key extends string>({ order, orders, first }: Wanted<Item, Key>) {
  const keys = order === undefined || order.orderBy.length === 0 ? [first] : order.orderBy
  return (a: Item, b: Item): number => {
    for (const [at, key] of keys.entries()) {
      const [one, other] = [orders[key](a), orders[key](b)]
      if (one !== other) return (one < other ? -1 : 1) * (order?.orderAD[at] === 'DESC' ? -1 : 1)
    }
    return 0
  }
}

/** The counts of a list. @source webex.md 13 */
export function matchingRecords<Item>(prefix: string): Field<Listed<Item>> {
  return group(`${prefix}:matchingRecords`, [
    field('serv:total', ({ total }: Listed<Item>) => total),
    field('serv:returned', ({ items }: Listed<Item>) => items.length),
    field('serv:startFrom', ({ startFrom }: Listed<Item>) => startFrom),
  ])
}
