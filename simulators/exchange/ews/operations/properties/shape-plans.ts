import type { ItemKind } from '../../../calendar/item.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { child, members, text, valueOf } from '../request-parts.js'
import type { BaseShape, Catalogue } from './catalogue.js'
import { isExtended, readExtended } from './extended.js'
import { someHeaders } from './header-properties.js'
import { mimePaths } from './mime-content.js'
import { MESSAGES, type Property } from './property.js'
import { isKnownTo } from './versions.js'

/**
 * Which answer the items are for. FindItem (`list`) refuses what it never returns; SyncFolderItems (`sync`)
 * leaves it out, because exchangelib asks it for everything. @observed
 */
export type ItemForm = 'item' | 'list' | 'sync'

/** What is shown of the items of one kind. */
export interface Plan {
  readonly properties: readonly Property[]
  readonly extended: readonly { readonly path: EwsObject; readonly name: string }[]
  /** Nothing of it follows from more than the item. */
  readonly isOwn: boolean
}

/** What a request says of its items. */
export interface ShapeQuestion {
  readonly form: ItemForm
  readonly requestedVersion: string
  /** The `m:ItemShape`. */
  readonly element: EwsObject | undefined
}

/** What the first part of a path names when it is no property of items. @source types.xsd, UnindexedFieldURIType */
export const NOT_OF_ITEMS = new Set(['folder', 'conversation', 'persona'])

/** What a shape shows, found out for each kind of item when one is to be shown. */
export class ShapePlans {
  readonly #catalogue: Catalogue
  readonly #form: ItemForm
  readonly #requestedVersion: string
  readonly #base: BaseShape
  readonly #paths: readonly EwsElement[]
  readonly #plans = new Map<ItemKind, Plan>()
  #areOwn = true

  constructor(catalogue: Catalogue, { form, requestedVersion, element }: ShapeQuestion) {
    this.#catalogue = catalogue
    this.#form = form
    this.#requestedVersion = requestedVersion
    this.#base = (text(element, 'BaseShape') ?? 'IdOnly') as BaseShape
    this.#paths = [...mimePaths(element), ...members(child(element, 'AdditionalProperties'))]
  }

  /** Whether nothing of what has been shown so far follows from more than the item. */
  get areOwn(): boolean {
    return this.#areOwn
  }

  /** Throws `ItemError` for a path that does not fit the kind. */
  of(kind: ItemKind): Plan {
    let plan = this.#plans.get(kind)
    if (plan === undefined) this.#plans.set(kind, (plan = this.#make(kind)))
    return plan
  }

  #make(kind: ItemKind): Plan {
    const properties = new Set<Property>()
    const extended: { readonly path: EwsObject; readonly name: string }[] = []
    for (const row of this.#catalogue.ofShape(kind, this.#base))
      if (this.#isShown(row) && this.#isKnown(row, kind)) properties.add(row)
    for (const path of this.#paths) {
      const row = path.name === 'FieldURI' ? this.#askedFor(kind, path) : undefined
      if (row !== undefined) properties.add(row)
      else if (isExtended(path)) extended.push({ path: valueOf(path), name: readExtended(path) })
    }
    const headers = MESSAGES.includes(kind) ? this.#headersAsked() : []
    const isOwn = [...properties].every((row) => row.elsewhere === undefined)
    this.#areOwn &&= isOwn
    return { properties: [...headers, ...properties], extended, isOwn }
  }

  /** A property of other classes is left out: exchangelib asks one GetItem for those of all. @observed */
  #askedFor(kind: ItemKind, path: EwsElement): Property | undefined {
    const uri = text(valueOf(path), '@FieldURI') ?? ''
    const row = this.#catalogue.byUri(kind, uri)
    if (row === undefined ? isOfItems(uri) : this.#form === 'sync' && !row.listed) return undefined
    if (row === undefined || !this.#isShown(row) || !this.#isKnown(row, kind))
      throw new ItemError('ErrorInvalidPropertyRequest', path)
    return row
  }

  /** Single headers; what else can be named with an index belongs to contacts, and is left out. @observed */
  #headersAsked(): readonly Property[] {
    const isHeader = (path: EwsElement) => text(valueOf(path), '@FieldURI') === 'item:InternetMessageHeader'
    const headers = this.#paths.filter(isHeader)
    const [refused] = this.#form === 'list' ? headers : []
    if (refused !== undefined) throw new ItemError('ErrorInvalidPropertyRequest', refused)
    const names = headers.map((path) => text(valueOf(path), '@FieldIndex') ?? '')
    return names.length === 0 || this.#form === 'sync' ? [] : [someHeaders(names)]
  }

  #isShown(row: Property): boolean {
    return this.#form === 'item' || row.listed
  }

  #isKnown(row: Property, kind: ItemKind): boolean {
    return isKnownTo(this.#requestedVersion, row, kind)
  }
}

function isOfItems(uri: string): boolean {
  return !NOT_OF_ITEMS.has(uri.slice(0, uri.indexOf(':')))
}
