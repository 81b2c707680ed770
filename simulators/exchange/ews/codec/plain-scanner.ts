import { NAME_KINDS, REFERENCE, TEXT_KINDS, VALUE_KINDS, type ByteKinds } from './byte-kinds.js'
import { leave } from './leave.js'
import type { Name } from './names.js'
import { ownCopy } from './own-copy.js'
import { attributeText, elementText } from './plain-text.js'
import { decodeReferences } from './references.js'
import type { Scope } from './scope.js'
import { isAt, type Words } from './words.js'

/** Characters of a document from which on what is read is copied. */
const LARGE = 16_384

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const SPECIAL: ReadonlySet<string> = new Set(['xml', 'xmlns', XML_NAMESPACE, 'http://www.w3.org/2000/xmlns/'])

/** Namespaces of ASCII that are written as what they mean, and not at any length: others are nothing that clients declare. */
const PLAIN_NAMESPACE = /^[!#-%(-;=-\\^-~]{0,200}$/
const LONGEST_PREFIX = 100
const MOST_DECLARATIONS = 32

const [GREATER, SLASH, EQUALS, COLON] = [0x3e, 0x2f, 0x3d, 0x3a]
const [QUOTE, APOSTROPHE, LESS] = [0x22, 0x27, 0x3c]

/** A name as it is written, and its parts; the prefix is empty when it has none. */
export interface QualifiedName {
  readonly written: string
  readonly prefix: string
  readonly local: string
}

/**
 * Moves over the XML that clients write: start tags, end tags, declarations of namespaces, text, references. Whatever
 * else there is, and whatever is wrong, it leaves to the careful reader.
 */
export class PlainScanner {
  readonly #text: string
  readonly #bytes: Buffer
  #at = 0
  /** What holds where it stands. */
  scope: Scope

  /** `bytes` has a byte for each character of the text: its own in ASCII, one that is not ASCII for any other. */
  constructor(text: string, bytes: Buffer, scope: Scope) {
    this.#text = text
    this.#bytes = bytes
    this.scope = scope
    if (text.startsWith('<?')) this.#at = DECLARATION.exec(text)?.[0].length ?? 0
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** Whether there was any. */
  skipSpace(): boolean {
    const bytes = this.#bytes
    const start = this.#at
    while (this.#at < bytes.length && isSpace(bytes[this.#at])) this.#at++
    return this.#at > start
  }

  /** Goes to a tag, over nothing but white space, and says whether it is an end tag; stands on its name then. */
  toEndTag(): boolean {
    this.skipSpace()
    if (this.#bytes[this.#at++] !== LESS) leave()
    if (this.#bytes[this.#at] !== SLASH) return false
    this.#at++
    return true
  }

  /** Reads the rest of the end tag of this element. */
  endTag(name: Buffer): void {
    if (!isAt(this.#bytes, this.#at, name)) leave()
    this.#at += name.length
    this.skipSpace()
    if (this.#bytes[this.#at++] !== GREATER) leave()
  }

  /** Goes over this name, if it is what follows. */
  passes(name: Buffer): boolean {
    const end = this.#at + name.length
    if (!isAt(this.#bytes, this.#at, name) || kindAt(this.#bytes, end, NAME_KINDS) > 0) return false
    this.#at = end
    return true
  }

  /** Reads a name with one colon at most. */
  name(): QualifiedName {
    const start = this.#at
    this.#skipNamePart()
    if (this.#bytes[this.#at] !== COLON) {
      const local = this.#text.slice(start, this.#at)
      return { written: local, prefix: '', local }
    }
    const colon = this.#at++
    this.#skipNamePart()
    const written = this.#text.slice(start, this.#at)
    return { written, prefix: this.#text.slice(start, colon), local: this.#text.slice(colon + 1, this.#at) }
  }

  /** Within a start tag: whether an attribute follows. Otherwise it goes over the end of the tag. */
  toAttribute(): boolean {
    const hasSpace = this.skipSpace()
    const byte = this.#bytes[this.#at]
    if (byte !== GREATER && byte !== SLASH) return hasSpace || leave()
    return false
  }

  /** Goes over the end of a start tag, and says whether it is that of an empty element too. */
  startTagEnd(): boolean {
    const isEmpty = this.#bytes[this.#at] === SLASH
    if (isEmpty) this.#at++
    if (this.#bytes[this.#at++] !== GREATER) leave()
    return isEmpty
  }

  /** Reads an attribute that can only be the declaration of a namespace. `outer` is the scope around its element. */
  declaration(outer: Scope): void {
    const inner = this.#knownDeclaration() ?? this.#newDeclaration()
    if (this.scope.declares(inner.prefix, outer)) leave()
    this.scope = inner
  }

  #knownDeclaration(): Scope | undefined {
    const start = this.#at
    for (const inner of this.scope.inner) {
      if (this.passes(inner.name) && this.#passesValue(inner.value)) return inner
      this.#at = start
    }
    return undefined
  }

  #passesValue(value: Buffer): boolean {
    if (this.#bytes[this.#at++] !== EQUALS || this.#bytes[this.#at++] !== QUOTE) return false
    const end = this.#at + value.length
    if (!isAt(this.#bytes, this.#at, value) || this.#bytes[end] !== QUOTE) return false
    this.#at = end + 1
    return true
  }

  #newDeclaration(): Scope {
    const { written, prefix, local } = this.name()
    const declared = written === 'xmlns' ? '' : prefix === 'xmlns' ? local : leave()
    const uri = this.value(this.toValue())
    this.valueEnd()
    const isSpecial = SPECIAL.has(declared) || SPECIAL.has(uri) || !PLAIN_NAMESPACE.test(uri)
    if (isSpecial || (uri === '' && declared !== '')) leave()
    if (declared.length > LONGEST_PREFIX || this.scope.depth > MOST_DECLARATIONS) leave()
    return this.scope.with(declared, uri)
  }

  /** Leaves the document unless the prefix of a name stands here for what it must. */
  checkPrefix(name: Name<unknown>): void {
    const { scope } = this
    if (name.scope === scope) return
    if (scope.namespaceOf(name.prefix) !== name.namespace) leave()
    name.scope = scope
  }

  /** Goes from the name of an attribute to its value, and gives the quote at the end of that. */
  toValue(): number {
    this.skipSpace()
    if (this.#bytes[this.#at++] !== EQUALS) leave()
    this.skipSpace()
    const quote = this.#bytes[this.#at++]
    return quote === QUOTE || quote === APOSTROPHE ? quote : leave()
  }

  /** Goes over a word of this list, if it is all that there is up to `stop`. */
  word(words: Words, stop = LESS): string | undefined {
    const word = words.find(this.#bytes, this.#at, stop)
    if (word !== undefined) this.#at += word.bytes.length
    return word?.text
  }

  /** Reads the value of an attribute up to its quote. */
  value(quote: number): string {
    return this.#literal(quote, VALUE_KINDS) ?? attributeText(this.#upTo(this.#find(quote)))
  }

  /** Goes over the quote at the end of a value. */
  valueEnd(): void {
    this.#at++
  }

  /** Reads the text up to the next tag. */
  text(): string {
    return this.#literal(LESS, TEXT_KINDS) ?? elementText(this.#upTo(this.#find(LESS)))
  }

  /** What there is up to `stop`, if that is nothing but characters that mean themselves, and references. */
  #literal(stop: number, kinds: ByteKinds): string | undefined {
    const bytes = this.#bytes
    let end = this.#at
    let seen = 0
    for (let kind = kindAt(bytes, end, kinds); kind > 0; kind = kindAt(bytes, ++end, kinds)) seen |= kind
    if (bytes[end] !== stop) return undefined
    const written = this.#upTo(end)
    return seen < REFERENCE ? written : (decodeReferences(written) ?? leave())
  }

  #find(stop: number): number {
    const at = this.#bytes.indexOf(stop, this.#at)
    return at < 0 ? leave() : at
  }

  /** What is read may be kept for long; a small part must not keep a large document. */
  #upTo(end: number): string {
    const text = this.#text
    const part = text.slice(this.#at, end)
    this.#at = end
    return text.length > LARGE && part.length < text.length / 2 ? ownCopy(part) : part
  }

  #skipNamePart(): void {
    const bytes = this.#bytes
    if (kindAt(bytes, this.#at, NAME_KINDS) !== 1) leave()
    do this.#at++
    while (kindAt(bytes, this.#at, NAME_KINDS) > 0)
  }
}

function kindAt(bytes: Buffer, at: number, kinds: ByteKinds): number {
  return kinds[bytes[at] ?? 0] ?? 0
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
