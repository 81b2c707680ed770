import { Latest } from '../../../../core/index.js'
import { itemKey, type Item } from '../../../calendar/item.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { readBodyReading, type BodyReading } from './body-reading.js'
import type { Catalogue } from './catalogue.js'
import { ShapePlans, type ShapeQuestion } from './shape-plans.js'

/** Clients ask for few shapes, and their times in few zones. */
const MOST_SHAPES = 32
const MOST_SHOWN = 300

/** What was last said about an element or a list of items, in each shape: kept by these, so that it goes with them. */
export interface Spoken {
  [SAID]?: Map<KnownShape, { readonly page: string; readonly message: EwsObject }>
}

export const SAID = Symbol('said')

/** Items as they have been shown, the latest of them. An item that has been changed takes the place of the old one. */
class ShownItems {
  readonly #elements = new WeakMap<Item, EwsElement>()
  readonly #latest = new Latest<string, Item>(MOST_SHOWN)

  get(item: Item): EwsElement | undefined {
    return this.#elements.get(item)
  }

  set(item: Item, element: EwsElement): void {
    const gone = this.#latest.set(itemKey(item.mailbox, item.number), item)
    if (gone !== undefined) this.#elements.delete(gone)
    this.#elements.set(item, element)
  }
}

/** A shape that requests ask for, with what has been found out for those before. */
export class KnownShape {
  readonly body: BodyReading
  readonly plans: ShapePlans
  readonly shown = new ShownItems()

  constructor(catalogue: Catalogue, question: ShapeQuestion) {
    this.body = readBodyReading(question.element, question.requestedVersion)
    this.plans = new ShapePlans(catalogue, question)
  }
}

/** What follows the words of a shape that have been said so far. */
class Branch {
  readonly next = new Map<string, Branch>()
  shape: KnownShape | undefined
}

/** The shapes that requests have asked for, found by their words one after the other. */
export class KnownShapes {
  readonly #catalogue: Catalogue
  #root = new Branch()
  #count = 0

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  /** The shape that is known by these words, which say all that an answer depends on besides the item. */
  of(words: readonly string[], question: ShapeQuestion): KnownShape {
    let branch = this.#root
    for (const word of words) branch = branch.next.get(word) ?? grow(branch, word)
    return branch.shape ?? this.#add(branch, new KnownShape(this.#catalogue, question))
  }

  /** Rather than to find out which of them is asked for no longer, all are forgotten. */
  #add(branch: Branch, shape: KnownShape): KnownShape {
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
