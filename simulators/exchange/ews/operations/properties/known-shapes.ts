import type { Item, ItemKind } from '../../../calendar/item.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import type { BodyReading } from './body-reading.js'
import type { Property } from './property.js'

/** What is shown of the items of one kind. */
export interface Plan {
  readonly properties: readonly Property[]
  readonly extended: readonly { readonly path: EwsObject; readonly name: string }[]
  /** Nothing of it follows from more than the item. */
  readonly isOwn: boolean
}

/** A shape that requests ask for, with what has been found out for those before. */
export interface KnownShape {
  readonly body: BodyReading
  readonly plans: Map<ItemKind, Plan>
  /** Items as they have been shown. One that has been changed is another item, and the old one goes in its time. */
  readonly shown: Latest<Item, EwsElement>
}

/** Clients ask for few shapes, and their times in few zones. */
const MOST_SHAPES = 32
const MOST_SHOWN = 300

/** The shapes that requests have asked for last. */
export class KnownShapes {
  readonly #shapes = new Latest<string, KnownShape>(MOST_SHAPES)

  /** The shape that is known by these words, which say all that an answer depends on besides the item. */
  of(words: string, make: () => BodyReading): KnownShape {
    let known = this.#shapes.get(words)
    if (known === undefined) {
      known = { body: make(), plans: new Map(), shown: new Latest(MOST_SHOWN) }
      this.#shapes.set(words, known)
    }
    return known
  }
}

/** A map from which the oldest entry leaves when it is full. */
class Latest<Key, Value> {
  readonly #entries = new Map<Key, Value>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)
  }

  set(key: Key, value: Value): void {
    const oldest = this.#entries.size < this.#most ? undefined : this.#entries.keys().next()
    if (oldest?.done === false) this.#entries.delete(oldest.value)
    this.#entries.set(key, value)
  }
}
