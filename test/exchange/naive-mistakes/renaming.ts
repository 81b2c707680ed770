import { edited } from './interference.js'
import type { Interference, RelayedRequest } from './relay.js'

/** Names that a relay shows for ids of items, and takes for them. */
export interface Names {
  /** How an item is shown that the server calls so. */
  shown(id: string): string
  /** What the server calls an item that a client calls so. */
  real(name: string): string
  /** Told of what was asked and answered before the names in the answer are shown. */
  learn?(request: RelayedRequest, document: string): void
}

/** Calls items by other names than the server behind. */
export function renameItems(names: Names): Interference {
  return async (request, forward) => {
    const body = request.body.replace(
      /(\bId=")([^"]+)"/g,
      (_, start: string, name: string) => `${start}${names.real(name)}"`,
    )
    return edited(await forward({ ...request, body }), (document) => {
      names.learn?.({ ...request, body }, document)
      return document.replace(
        /(<t:ItemId Id=")([^"]+)"/g,
        (_, start: string, id: string) => `${start}${names.shown(id)}"`,
      )
    })
  }
}

/** Names that are made of ids, and known once they have been shown. */
export function madeNames(make: (id: string) => string): Names {
  const ids = new Map<string, string>()
  return {
    shown(id) {
      const name = make(id)
      ids.set(name, id)
      return name
    },
    real: (name) => ids.get(name) ?? name,
  }
}
