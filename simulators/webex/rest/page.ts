import type { HttpExchange } from '../../network/index.js'
import { ok, type Answer } from './answer.js'

/**
 * One page of a list: at most `max` items, and where the next page is, if there is one.
 * @source webex.md 3: RFC 5988; the SDK takes one link per header value, and only `next` is promised.
 */
export function page<Item>(
  items: readonly Item[],
  { exchange, origin, max, after }: { exchange: HttpExchange; origin: string; max: number; after: number },
): Answer {
  const shown = items.slice(after, after + max)
  if (after + max >= items.length) return ok({ items: shown })

  const query = new URLSearchParams(exchange.query)
  query.set('cursor', String(after + max))
  return ok({ items: shown }, { link: `<${origin}${exchange.path}?${query.toString()}>; rel="next"` })
}
