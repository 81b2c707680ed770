import { textIn, type HtmlAttribute, type HtmlElement, type HtmlNode } from './html-tree.js'
import { BLOCKS, PREFORMATTED, RAW_TEXT, VOID } from './html-vocabulary.js'
import { possibleText, withCrLf } from './text-form.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '+': '&#43;',
  '\u00a0': '&nbsp;',
}

/** What is possibly not written as it stands. */
const UNPLAIN = /[&<>"+\u00a0\r\n\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/

/**
 * Text as the product writes it in HTML: a plus sign is a reference too, everything else that is not ASCII
 * stands for itself. @observed in bodies of Teams meetings read from Exchange Online (`tel:&#43;1 323`)
 */
export function escapeHtml(text: string): string {
  if (!UNPLAIN.test(text)) return text
  return withCrLf(possibleText(text)).replace(
    /[&<>"+\u00a0]/g,
    (character) => ENTITIES[character] ?? character,
  )
}

/** Written out, and whether it stopped before the end. */
export interface WrittenHtml {
  readonly text: string
  readonly isTruncated: boolean
}

/**
 * Writes nodes in the layout of the product: each block begins on a new line and a line ends after each block
 * and each `br`, except where spaces count. Beyond `maximum` characters nothing more is written but end tags.
 * @observed in bodies read from Exchange 2010 and Exchange Online
 */
export function writeHtml(nodes: readonly HtmlNode[], maximum = Infinity): WrittenHtml {
  const writer = new Writer(maximum)
  writer.nodes(nodes, false)
  return { text: writer.text(), isTruncated: writer.isTruncated }
}

class Writer {
  isTruncated = false
  readonly #maximum: number
  readonly #parts: string[] = []
  #length = 0
  #atLineStart = true
  /** A line that ends unless the next text ends it itself. */
  #owesLineEnd = false

  constructor(maximum: number) {
    this.#maximum = maximum
  }

  text(): string {
    return this.#parts.join('')
  }

  nodes(nodes: readonly HtmlNode[], isPreformatted: boolean): void {
    for (const node of nodes) {
      if (this.#length >= this.#maximum) {
        this.isTruncated = true
        return
      }
      if (node.kind === 'text') this.#characters(node.text)
      else this.#element(node, isPreformatted)
    }
  }

  #element(element: HtmlElement, isPreformatted: boolean): void {
    const { name, attributes, children } = element
    const isBlock = BLOCKS.has(name) && !isPreformatted
    if (isBlock) this.#beginLine()
    this.#put(writeStartTag(name, attributes))
    if (!VOID.has(name)) {
      if (RAW_TEXT.has(name)) this.#put(rawText(element))
      else this.nodes(children, isPreformatted || PREFORMATTED.has(name))
      this.#put(`</${name}>`)
    }
    if (isBlock || (name === 'br' && !isPreformatted)) this.#owesLineEnd = true
  }

  #characters(text: string): void {
    const escaped = escapeHtml(text)
    if (escaped === '') return
    if (escaped.startsWith('\r\n')) this.#owesLineEnd = false
    const left = this.#maximum - this.#length
    if (escaped.length > left) this.isTruncated = true
    this.#put(escaped.length > left ? escapeHtml(text.slice(0, Math.max(left, 0))) : escaped)
  }

  #beginLine(): void {
    if (!this.#atLineStart) this.#owesLineEnd = true
  }

  #put(text: string): void {
    if (text === '') return
    const written = this.#owesLineEnd ? `\r\n${text}` : text
    this.#owesLineEnd = false
    this.#parts.push(written)
    this.#length += written.length
    this.#atLineStart = written.endsWith('\n')
  }
}

export function writeStartTag(name: string, attributes: readonly HtmlAttribute[]): string {
  let tag = `<${name}`
  for (const attribute of attributes) tag += ` ${attribute.name}="${escapeHtml(attribute.value)}"`
  return `${tag}>`
}

/** Nothing in it may look like its end tag. */
function rawText(element: HtmlElement): string {
  const text = possibleText(element.children.map(textIn).join(''))
  return withCrLf(text.replace(new RegExp(`</(?=${element.name})`, 'gi'), '<\\/'))
}
