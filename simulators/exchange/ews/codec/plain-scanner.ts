import { LabError } from '../../../core/errors.js'
import { MESSAGES_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from './namespaces.js'
import { ownCopy } from './own-copy.js'
import { decodeReferences } from './references.js'

/** Made once: an error made for each request that is not plain costs more than reading it. */
const NOT_PLAIN = new LabError('EWS_NOT_PLAIN', { message: 'The document is for the careful reader.' })

/** Leaves the document to the careful reader: there is something unusual in it, or something wrong. */
export function leave(): never {
  throw NOT_PLAIN
}

/** What a plain reading gives; undefined when it has left the document to the careful reader. */
export function unlessLeft<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}

/** Characters of a document from which on what is read is copied. */
const LARGE = 16_384

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/

/** Characters that XML cannot hold, and the end of a CDATA section. */
const UNUSUAL = new RegExp(
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|\\]\\]>' +
    '|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
)

/** All but characters that mean themselves, in a text and in an attribute. */
const NOT_LITERAL = /[^\t\n -%'-\\^-\ud7ff]/
const NOT_LITERAL_IN_ATTRIBUTE = /[^ -%'-;=-\\^-\ud7ff]/

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const SPECIAL: ReadonlySet<string> = new Set(['xml', 'xmlns', XML_NAMESPACE, 'http://www.w3.org/2000/xmlns/'])

const [GREATER, SLASH, EQUALS, COLON] = [0x3e, 0x2f, 0x3d, 0x3a]
const [QUOTE, APOSTROPHE, LESS] = [0x22, 0x27, 0x3c]

/** Comparing namespaces costs less when equal ones are the same string. */
const KNOWN_NAMESPACES: ReadonlyMap<string, string> = new Map(
  [TYPES_NAMESPACE, MESSAGES_NAMESPACE, SOAP_NAMESPACE].map((uri) => [uri, uri]),
)

/** What a name in ASCII may hold: 1 at its beginning too, 2 behind it. */
const NAME_KIND = new Uint8Array(128)
for (const [kind, characters] of [/[A-Za-z_]/, /[\d.-]/].entries()) {
  for (let code = 0; code < 128; code++)
    if (characters.test(String.fromCharCode(code))) NAME_KIND[code] = kind + 1
}

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
  #at = 0
  /** Declarations in scope, the innermost last. */
  readonly #prefixes: string[] = ['', 'xml']
  readonly #namespaces: string[] = ['', XML_NAMESPACE]

  constructor(text: string) {
    this.#text = text
    if (text.startsWith('<?')) this.#at = DECLARATION.exec(text)?.[0].length ?? 0
  }

  /** How many declarations are in scope; `leaveScope` goes back to as many. */
  get scope(): number {
    return this.#prefixes.length
  }

  leaveScope(scope: number): void {
    if (this.#prefixes.length === scope) return
    this.#prefixes.length = scope
    this.#namespaces.length = scope
  }

  namespaceOf(prefix: string): string | undefined {
    return this.#namespaces[this.#prefixes.lastIndexOf(prefix)]
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length
  }

  /** Whether there was any. */
  skipSpace(): boolean {
    const start = this.#at
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++
    return this.#at > start
  }

  /** Goes to a tag, over nothing but white space, and says whether it is an end tag; stands on its name then. */
  toEndTag(): boolean {
    this.skipSpace()
    if (this.#text.charCodeAt(this.#at++) !== LESS) leave()
    if (this.#text.charCodeAt(this.#at) !== SLASH) return false
    this.#at++
    return true
  }

  /** Reads the rest of the end tag of this element. */
  endTag(name: string): void {
    if (!this.#text.startsWith(name, this.#at)) leave()
    this.#at += name.length
    this.skipSpace()
    if (this.#text.charCodeAt(this.#at++) !== GREATER) leave()
  }

  /** Goes over this name, if it is what follows. */
  passes(name: string): boolean {
    const end = this.#at + name.length
    if ((NAME_KIND[this.#text.charCodeAt(end)] ?? 0) > 0 || !this.#text.startsWith(name, this.#at))
      return false
    this.#at = end
    return true
  }

  /** Reads a name with one colon at most. */
  name(): QualifiedName {
    const start = this.#at
    this.#skipNamePart()
    if (this.#text.charCodeAt(this.#at) !== COLON) {
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
    const code = this.#text.charCodeAt(this.#at)
    if (code !== GREATER && code !== SLASH) return hasSpace || leave()
    return false
  }

  /** Goes over the end of a start tag, and says whether it is that of an empty element too. */
  startTagEnd(): boolean {
    const isEmpty = this.#text.charCodeAt(this.#at) === SLASH
    if (isEmpty) this.#at++
    if (this.#text.charCodeAt(this.#at++) !== GREATER) leave()
    return isEmpty
  }

  /** Reads an attribute that can only be the declaration of a namespace. `outer` is the scope around its element. */
  declaration(outer: number): void {
    const { written, prefix, local } = this.name()
    const declared = written === 'xmlns' ? '' : prefix === 'xmlns' ? local : leave()
    const uri = attributeText(this.writtenValue())
    const isSpecial = SPECIAL.has(declared) || SPECIAL.has(uri) || uri.trim() !== uri
    if (isSpecial || (uri === '' && declared !== '')) leave()
    if (this.#prefixes.includes(declared, outer)) leave()
    this.#prefixes.push(declared)
    this.#namespaces.push(KNOWN_NAMESPACES.get(uri) ?? uri)
  }

  /** Reads what follows the name of an attribute, as it is written. */
  writtenValue(): string {
    this.skipSpace()
    if (this.#text.charCodeAt(this.#at++) !== EQUALS) leave()
    this.skipSpace()
    const quote = this.#text.charCodeAt(this.#at++)
    if (quote !== QUOTE && quote !== APOSTROPHE) leave()
    const end = this.#text.indexOf(quote === QUOTE ? '"' : "'", this.#at)
    if (end < 0) leave()
    const written = this.#part(end)
    this.#at = end + 1
    return written
  }

  /** Reads text up to the next tag, as it is written. */
  writtenText(): string {
    const end = this.#text.indexOf('<', this.#at)
    if (end < 0) leave()
    const written = this.#part(end)
    this.#at = end
    return written
  }

  /** What is read may be kept for long; a small part must not keep a large document. */
  #part(end: number): string {
    const text = this.#text
    const part = text.slice(this.#at, end)
    return text.length > LARGE && part.length < text.length / 2 ? ownCopy(part) : part
  }

  #skipNamePart(): void {
    const text = this.#text
    if (NAME_KIND[text.charCodeAt(this.#at)] !== 1) leave()
    do this.#at++
    while ((NAME_KIND[text.charCodeAt(this.#at)] ?? 0) > 0)
  }
}

/** What the value of an attribute means. */
export function attributeText(written: string): string {
  if (!NOT_LITERAL_IN_ATTRIBUTE.test(written)) return written
  if (written.includes('<') || UNUSUAL.test(written)) leave()
  return decodeReferences(written.replace(/\r\n|[\t\r\n]/g, ' ')) ?? leave()
}

/** What the text of an element means. */
export function elementText(written: string): string {
  if (!NOT_LITERAL.test(written)) return written
  if (UNUSUAL.test(written)) leave()
  return decodeReferences(written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written) ?? leave()
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
