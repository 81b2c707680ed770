import { BerWriter } from '../ldap/ber/ber-writer.js'
import { encodeAttributes } from '../ldap/encode-response.js'
import type { AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { ADVERTISING_ATTRIBUTE } from './advertised-values.js'
import { keptLinks, ownAttributes } from './entry-values.js'
import type { SearchView } from './search-view.js'
import { answered } from './selection.js'

/** Enough for the users of a large forest; beyond it, all is made anew. */
const MOST_BYTES = 384 * 1024 * 1024

export interface ReadyEntry {
  readonly octets: Uint8Array
  /** Attributes that the record has, too, but whose values it does not know. */
  readonly others: readonly AttributeType[]
}

/**
 * What records alone say of their entries, encoded: a whole read of the directory is little else, and a record never
 * changes, so that octets hold as long as the record and the schema do.
 */
class ReadyEntries {
  readonly #writer = new BerWriter()
  #known = new WeakMap<StoredEntry, ReadyEntry>()
  #schemaState: unknown
  #bytes = 0

  of(view: SearchView, entry: StoredEntry): ReadyEntry {
    if (this.#schemaState !== view.tree.schema.attributes) this.#forget(view.tree)
    const found = this.#known.get(entry)
    if (found !== undefined) return found
    const made = this.#make(view, entry)
    if ((this.#bytes += made.octets.length) > MOST_BYTES) this.#forget(view.tree)
    this.#known.set(entry, made)
    return made
  }

  #make(view: SearchView, entry: StoredEntry): ReadyEntry {
    const { tree } = view
    const own = ownAttributes(tree, entry)
    const wanted = own.filter(isOfRecord).map((attribute) => ({ attribute, range: undefined }))
    encodeAttributes(this.#writer, answered(view, { wanted, typesOnly: false }, entry))
    const others = [...keptLinks(tree, entry), ...own.filter((attribute) => !isOfRecord(attribute))]
    return { octets: Uint8Array.from(this.#writer.take()), others }
  }

  #forget({ schema }: Tree): void {
    this.#known = new WeakMap()
    this.#schemaState = schema.attributes
    this.#bytes = 0
  }
}

/** A client's way into the lab decides how addresses are told. */
function isOfRecord({ name }: AttributeType): boolean {
  return name !== ADVERTISING_ATTRIBUTE
}

interface OfTree {
  readonly plain: ReadyEntries
  readonly globalCatalog: ReadyEntries
}

const ofTrees = new WeakMap<Tree, OfTree>()

/** Everything that `*` asks for and the record alone says. */
export function readyEntry(view: SearchView, entry: StoredEntry): ReadyEntry {
  const kept = ofTrees.get(view.tree) ?? { plain: new ReadyEntries(), globalCatalog: new ReadyEntries() }
  ofTrees.set(view.tree, kept)
  return (view.isGlobalCatalog ? kept.globalCatalog : kept.plain).of(view, entry)
}
