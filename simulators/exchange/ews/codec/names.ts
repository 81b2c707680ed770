import { ownCopy } from './own-copy.js'
import type { PlainScanner, QualifiedName } from './plain-scanner.js'
import type { Scope } from './scope.js'

/** A name as clients write it, and what it means. */
export interface Name<Meaning> {
  readonly written: Buffer
  readonly prefix: string
  /** What the prefix must stand for. */
  readonly namespace: string
  readonly meaning: Meaning
  /** Where it last did: it mostly does there again. */
  scope: Scope | undefined
}

/** What a name means at a place; leaves the document to the careful reader if nothing of that name may be there. */
type MeaningOf<Meaning> = (local: string) => Pick<Name<Meaning>, 'namespace' | 'meaning'>

/** Clients may name namespaces as they like, and so make any number of names for one element. */
const MOST_NAMES = 32
const LONGEST_NAME = 100

/** The names that have come at a place. What has been there before mostly comes again, and need only be compared. */
export class Names<Meaning> {
  readonly #known: Name<Meaning>[] = []
  readonly #meaningOf: MeaningOf<Meaning>

  constructor(meaningOf: MeaningOf<Meaning>) {
    this.#meaningOf = meaningOf
  }

  /** Reads the name that comes next. */
  read(scanner: PlainScanner): Name<Meaning> {
    for (const name of this.#known) if (scanner.passes(name.written)) return name
    return this.#learn(scanner.name())
  }

  #learn({ written, prefix, local }: QualifiedName): Name<Meaning> {
    const { namespace, meaning } = this.#meaningOf(local)
    const name = {
      written: Buffer.from(written),
      prefix: ownCopy(prefix),
      namespace,
      meaning,
      scope: undefined,
    }
    if (this.#known.length < MOST_NAMES && written.length <= LONGEST_NAME) this.#known.push(name)
    return name
  }
}
