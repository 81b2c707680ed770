import type { HttpExchange } from '../../network/index.js'
import { ok, type Answer } from './answer.js'
import { invalid } from './rest-fault.js'

export interface PageOptions<Item> {
  readonly exchange: HttpExchange
  readonly origin: string
  readonly query: { readonly max: number; readonly cursor?: string | undefined }
  /** What an item is known by; a page goes on after the item that ended the last one. */
  readonly keyOf: (item: Item) => string
  readonly render: (item: Item) => object
}

/**
 * One page of a list: at most `max` items, and where the next page is, if there is one.
 * @source webex.md 3: RFC 5988; the SDK takes one link per header value, and only `next` is promised.
 */
export function page<Item>(items: readonly Item[], options: PageOptions<Item>): Answer {
  const { exchange, origin, query, keyOf, render } = options
  const from = query.cursor === undefined ? 0 : startAfter(items, readCursor(query.cursor), keyOf)
  const shown = items.slice(from, from + query.max)
  const last = shown.at(-1)
  const body = { items: shown.map(render) }
  if (last === undefined || from + query.max >= items.length) return ok(body)

  const next = new URLSearchParams(exchange.query)
  next.set('cursor', writeCursor({ place: from + shown.length, key: keyOf(last) }))
  return ok(body, { link: `<${origin}${exchange.path}?${next.toString()}>; rel="next"` })
}

/** After which item a page begins, and where that is should the item be gone by then. */
interface Cursor {
  readonly place: number
  readonly key: string
}

function startAfter<Item>(items: readonly Item[], { place, key }: Cursor, keyOf: (item: Item) => string) {
  const at = items.findIndex((item) => keyOf(item) === key)
  return at === -1 ? place : at + 1
}

function writeCursor({ place, key }: Cursor): string {
  return Buffer.from(`${place}:${key}`).toString('base64url')
}

function readCursor(text: string): Cursor {
  const match = /^(\d+):(.*)$/s.exec(Buffer.from(text, 'base64url').toString('utf8'))
  if (match === null) throw invalid('The cursor is not one of this list.')
  return { place: Number(match[1]), key: match[2] ?? '' }
}
