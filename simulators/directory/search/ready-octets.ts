import { BerWriter } from '../ldap/ber/ber-writer.js'
import { encodeAttributes } from '../ldap/encode-response.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { ADVERTISING_ATTRIBUTE } from './advertised-values.js'
import { ownAttributes } from './entry-values.js'
import type { SearchView } from './search-view.js'
import { answered } from './selection.js'

/** Enough for the users of a large forest; beyond it, all is made anew. */
const MOST_BYTES = 384 * 1024 * 1024

/**
 * What records alone say of their entries, encoded: a whole read of the directory is little else, and a record never
 * changes, so that octets hold as long as the record and the schema do.
 */
class ReadyOctets {
  readonly #writer = new BerWriter()
  #known = new WeakMap<StoredEntry, Uint8Array>()
  #schemaState: unknown
  #bytes = 0

  of(view: SearchView, entry: StoredEntry): Uint8Array {
    if (this.#schemaState !== view.tree.schema.attributes) this.#forget(view.tree)
    const found = this.#known.get(entry)
    if (found !== undefined) return found
    const octets = this.#encode(view, entry)
    if ((this.#bytes += octets.length) > MOST_BYTES) this.#forget(view.tree)
    this.#known.set(entry, octets)
    return octets
  }

  #encode(view: SearchView, entry: StoredEntry): Uint8Array {
    const wanted = readyAttributes(view.tree, entry).map((attribute) => ({ attribute, range: undefined }))
    encodeAttributes(this.#writer, answered(view, { wanted, typesOnly: false }, entry))
    return Uint8Array.from(this.#writer.take())
  }

  #forget({ schema }: Tree): void {
    this.#known = new WeakMap()
    this.#schemaState = schema.attributes
    this.#bytes = 0
  }
}

/** A client's way into the lab decides how addresses are told; they are no part of the record. */
function readyAttributes(tree: Tree, entry: StoredEntry) {
  return ownAttributes(tree, entry).filter(({ name }) => name !== ADVERTISING_ATTRIBUTE)
}

interface Octets {
  readonly plain: ReadyOctets
  readonly globalCatalog: ReadyOctets
}

const ofTrees = new WeakMap<Tree, Octets>()

/** The octets of everything that `*` asks for and the record alone says. */
export function readyOctets(view: SearchView, entry: StoredEntry): Uint8Array {
  const kept = ofTrees.get(view.tree) ?? { plain: new ReadyOctets(), globalCatalog: new ReadyOctets() }
  ofTrees.set(view.tree, kept)
  return (view.isGlobalCatalog ? kept.globalCatalog : kept.plain).of(view, entry)
}
