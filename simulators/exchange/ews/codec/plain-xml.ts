import type { Tag, TagAttribute } from './attributes.js'
import { MESSAGES_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from './namespaces.js'
import { decodeReferences } from './references.js'
import { MAX_DEPTH, type XmlEvents } from './xml-reader.js'

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/

/** Characters that XML cannot hold, and the end of a CDATA section. */
const UNUSUAL = new RegExp(
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|\\]\\]>' +
    '|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
)

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const SPECIAL: ReadonlySet<string> = new Set(['xml', 'xmlns', XML_NAMESPACE, 'http://www.w3.org/2000/xmlns/'])
const NO_ATTRIBUTES: readonly RawAttribute[] = []

const [GREATER, SLASH, EQUALS, COLON] = [0x3e, 0x2f, 0x3d, 0x3a]
const [QUOTE, APOSTROPHE, LESS, AMPERSAND] = [0x22, 0x27, 0x3c, 0x26]

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

/**
 * Reads the XML that clients write: elements, attributes, namespaces, text, references. False as soon as there is
 * anything else in it, or anything wrong: then what was told before counts for nothing, and the careful reader has to
 * read it all. Offsets are not told; whoever needs one must ask the careful reader too.
 */
export function readPlainXml(text: string, events: XmlEvents): boolean {
  return !UNUSUAL.test(text) && new PlainReader(text, events).read()
}

/** An open element: its name as written, and how many namespaces were in scope before it. */
interface OpenElement {
  readonly name: string
  readonly outerScope: number
}

/** An attribute whose namespace is not known before the end of its tag, if it has a prefix. */
interface RawAttribute extends TagAttribute {
  readonly prefix: string
  uri: string
}

class PlainReader {
  readonly #text: string
  readonly #events: XmlEvents
  readonly #open: OpenElement[] = []
  /** Declarations in scope, the innermost last. */
  readonly #prefixes: string[] = ['', 'xml']
  readonly #namespaces: string[] = ['', XML_NAMESPACE]
  readonly #resolve = (prefix: string): string | undefined => this.#namespaceOf(prefix)
  #at = 0
  /** The parts of the name that was read last; the prefix is empty when it has none. */
  #prefix = ''
  #local = ''
  /** How many namespaces were in scope before the start tag that is being read. */
  #outerScope = 0

  constructor(text: string, events: XmlEvents) {
    this.#text = text
    this.#events = events
  }

  read(): boolean {
    const text = this.#text
    if (text.startsWith('<?')) this.#at = DECLARATION.exec(text)?.[0].length ?? 0
    let hasRoot = false
    for (;;) {
      const next = text.indexOf('<', this.#at)
      const isOutside = this.#open.length === 0
      if (!this.#readText(next < 0 ? text.length : next, isOutside)) return false
      if (next < 0) return isOutside && hasRoot
      this.#at = next + 1
      if (text.charCodeAt(this.#at) === SLASH) {
        if (!this.#readEndTag()) return false
      } else {
        if ((isOutside && hasRoot) || !this.#readStartTag()) return false
        hasRoot = true
      }
    }
  }

  #readText(end: number, isOutside: boolean): boolean {
    if (end === this.#at) return true
    const chunk = this.#text.slice(this.#at, end)
    if (isOutside) return !/[^ \t\r\n]/.test(chunk)
    const value = decodeReferences(chunk.includes('\r') ? chunk.replace(/\r\n?/g, '\n') : chunk)
    if (value === undefined) return false
    this.#events.text(value, 0)
    return true
  }

  #readEndTag(): boolean {
    const text = this.#text
    const element = this.#open.pop()
    if (element === undefined || !text.startsWith(element.name, this.#at + 1)) return false
    this.#at += 1 + element.name.length
    this.#skipSpace()
    if (text.charCodeAt(this.#at++) !== GREATER) return false
    this.#close(element)
    return true
  }

  #readStartTag(): boolean {
    const start = this.#at
    if (!this.#readName()) return false
    const outerScope = (this.#outerScope = this.#prefixes.length)
    const element = { name: this.#text.slice(start, this.#at), outerScope }
    const prefix = this.#prefix
    const local = this.#local
    const attributes = this.#readAttributes()
    if (attributes === undefined || this.#open.push(element) > MAX_DEPTH) return false

    const isEmpty = this.#text.charCodeAt(this.#at) === SLASH
    if (isEmpty) this.#at++
    if (this.#text.charCodeAt(this.#at++) !== GREATER) return false
    const uri = this.#namespaceOf(prefix)
    if (uri === undefined || !this.#areResolved(attributes)) return false
    this.#events.open({ uri, local, attributes, resolve: this.#resolve } satisfies Tag, 0)
    if (isEmpty) {
      this.#open.pop()
      this.#close(element)
    }
    return true
  }

  #close({ outerScope }: OpenElement): void {
    this.#events.close(0)
    if (this.#prefixes.length === outerScope) return
    this.#prefixes.length = outerScope
    this.#namespaces.length = outerScope
  }

  /** Reads up to the end of a start tag; declarations go into scope. */
  #readAttributes(): readonly RawAttribute[] | undefined {
    const text = this.#text
    let raw: RawAttribute[] | undefined
    for (;;) {
      const hasSpace = this.#skipSpace()
      const code = text.charCodeAt(this.#at)
      if (code === GREATER || code === SLASH) return raw ?? NO_ATTRIBUTES
      const attribute = hasSpace ? this.#readAttribute() : undefined
      if (attribute === undefined) return undefined
      if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') {
        if (!this.#declare(attribute)) return undefined
      } else if (raw === undefined) raw = [attribute]
      else raw.push(attribute)
    }
  }

  #readAttribute(): RawAttribute | undefined {
    const text = this.#text
    const start = this.#at
    if (!this.#readName()) return undefined
    const name = this.#prefix === '' ? this.#local : text.slice(start, this.#at)
    this.#skipSpace()
    if (text.charCodeAt(this.#at++) !== EQUALS) return undefined
    this.#skipSpace()
    const value = this.#readAttributeValue()
    return value === undefined
      ? undefined
      : { name, prefix: this.#prefix, local: this.#local, uri: '', value }
  }

  /** Reads a value with its quotes, of which few hold anything that does not mean itself. */
  #readAttributeValue(): string | undefined {
    const text = this.#text
    const quote = text.charCodeAt(this.#at++)
    if (quote !== QUOTE && quote !== APOSTROPHE) return undefined
    const start = this.#at
    let isLiteral = true
    for (let code = text.charCodeAt(this.#at); code !== quote; code = text.charCodeAt(++this.#at)) {
      if (code === LESS || Number.isNaN(code)) return undefined
      if (code === AMPERSAND || code < 0x20) isLiteral = false
    }
    const written = text.slice(start, this.#at++)
    return isLiteral ? written : decodeReferences(written.replace(/\r\n|[\t\r\n]/g, ' '))
  }

  /** Takes a namespace into scope, unless it would have to be looked at by the rules for `xml` and `xmlns`. */
  #declare({ name, local, value: uri }: RawAttribute): boolean {
    const prefix = name === 'xmlns' ? '' : local
    const isSpecial = SPECIAL.has(prefix) || SPECIAL.has(uri) || uri.trim() !== uri
    if (isSpecial || (uri === '' && prefix !== '')) return false
    if (this.#prefixes.includes(prefix, this.#outerScope)) return false
    this.#prefixes.push(prefix)
    this.#namespaces.push(KNOWN_NAMESPACES.get(uri) ?? uri)
    return true
  }

  /** Gives attributes their namespaces; false when one has none, or two have the same name. */
  #areResolved(attributes: readonly RawAttribute[]): boolean {
    for (let at = 0; at < attributes.length; at++) {
      const attribute = attributes[at] as RawAttribute
      const uri = attribute.prefix === '' ? '' : this.#namespaceOf(attribute.prefix)
      if (uri === undefined) return false
      attribute.uri = uri
      for (let before = 0; before < at; before++) {
        if (attributes[before]?.local === attribute.local && attributes[before]?.uri === uri) return false
      }
    }
    return true
  }

  #namespaceOf(prefix: string): string | undefined {
    return this.#namespaces[this.#prefixes.lastIndexOf(prefix)]
  }

  /** Reads a name with one colon at most, and its parts. */
  #readName(): boolean {
    const start = this.#at
    if (!this.#skipNamePart()) return false
    if (this.#text.charCodeAt(this.#at) !== COLON) {
      this.#prefix = ''
      this.#local = this.#text.slice(start, this.#at)
      return true
    }
    this.#prefix = this.#text.slice(start, this.#at)
    const local = ++this.#at
    if (!this.#skipNamePart()) return false
    this.#local = this.#text.slice(local, this.#at)
    return true
  }

  #skipNamePart(): boolean {
    const text = this.#text
    if (NAME_KIND[text.charCodeAt(this.#at)] !== 1) return false
    do this.#at++
    while ((NAME_KIND[text.charCodeAt(this.#at)] ?? 0) > 0)
    return true
  }

  /** Whether there was any. */
  #skipSpace(): boolean {
    const start = this.#at
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++
    return this.#at > start
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
