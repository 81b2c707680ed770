import { Latest } from '../../../../core/index.js'
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

/** What follows the words of a shape that have been said so far. */
class Branch {
  readonly next = new Map<string, Branch>()
  shape: KnownShape | undefined
}

/** The shapes that requests have asked for, found by their words one after the other. */
export class KnownShapes {
  #root = new Branch()
  #count = 0

  /** The shape that is known by these words, which say all that an answer depends on besides the item. */
  of(words: readonly string[], make: () => BodyReading): KnownShape {
    let branch = this.#root
    for (const word of words) branch = branch.next.get(word) ?? grow(branch, word)
    return branch.shape ?? this.#add(branch, make())
  }

  /** Rather than to find out which of them is asked for no longer, all are forgotten. */
  #add(branch: Branch, body: BodyReading): KnownShape {
    const shape: KnownShape = { body, plans: new Map(), shown: new Latest(MOST_SHOWN) }
    if (++this.#count > MOST_SHAPES) {
      this.#root = new Branch()
      this.#count = 0
    } else branch.shape = shape
    return shape
  }
}

function grow(branch: Branch, word: string): Branch {
  const grown = new Branch()
  branch.next.set(word, grown)
  return grown
}
