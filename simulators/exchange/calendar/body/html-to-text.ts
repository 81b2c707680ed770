import { readDocument } from './html-document.js'
import { attributeOf, isElement, textIn, type HtmlElement, type HtmlNode } from './html-tree.js'
import { withCrLf } from './text-form.js'

/** Elements with an empty line before and after. */
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'blockquote', 'pre'])
/** Elements on lines of their own. */
const LINES = new Set(['div', 'li', 'dt', 'dd', 'tr', 'table', 'center', 'address', 'caption', 'section'])
const CELLS = new Set(['td', 'th'])
const HIDDEN = new Set(['script', 'style', 'title', 'map', 'object', 'noscript', 'select', 'textarea'])

/** @observed in the plain text that Exchange sends beside HTML */
const RULE = '_'.repeat(32)
const BULLET = '  *   '

/**
 * The plain text of an HTML body: lines end in CRLF, a link has its address in angle brackets behind it, a
 * picture its description in square ones. @observed in the plain text that Exchange sends beside HTML; the
 * tab between cells is @inferred
 */
export function htmlToText(html: string): string {
  const lines = new Lines()
  writeAll(lines, readDocument(html).body)
  return lines.text()
}

class Lines {
  #text = ''
  /** Line ends that come before the next word. */
  #breaks = 0
  #space = ''

  text(): string {
    return this.#text + (this.#breaks > 0 && this.#text !== '' ? '\r\n' : '')
  }

  words(text: string): void {
    const parts = text.split(/([ \t\r\n\f]+)/)
    for (const [at, part] of parts.entries()) {
      if (at % 2 === 1) this.#space = ' '
      else if (part !== '') this.verbatim(part.replace(/\u00a0/g, ' '))
    }
  }

  verbatim(text: string): void {
    const start = this.#text === '' ? '' : '\r\n'.repeat(this.#breaks)
    const isLineStart = this.#text === '' || this.#breaks > 0 || /[\n\t]$/.test(this.#text)
    this.#text += start + (isLineStart ? '' : this.#space) + text
    this.#breaks = 0
    this.#space = ''
  }

  /** Ends the line, if there is something on it; two line ends make an empty one. */
  endLine(lineEnds: number): void {
    this.#breaks = Math.max(this.#breaks, lineEnds)
    this.#space = ''
  }

  /** A line end that counts also on an empty line. */
  newLine(): void {
    this.#breaks += 1
    this.#space = ''
  }
}

function writeAll(lines: Lines, nodes: readonly HtmlNode[]): void {
  for (const node of nodes) {
    if (node.kind === 'text') lines.words(node.text)
    else writeElement(lines, node)
  }
}

function writeElement(lines: Lines, element: HtmlElement): void {
  const { name, children } = element
  if (HIDDEN.has(name)) return
  const special = SPECIAL[name]
  if (special !== undefined) return special(lines, element)
  const lineEnds = PARAGRAPHS.has(name) ? 2 : LINES.has(name) ? 1 : 0
  if (lineEnds > 0) lines.endLine(lineEnds)
  writeAll(lines, children)
  if (lineEnds > 0) lines.endLine(lineEnds)
}

type Special = (lines: Lines, element: HtmlElement) => void

const SPECIAL: Readonly<Record<string, Special>> = {
  br: (lines) => lines.newLine(),
  hr(lines) {
    lines.endLine(1)
    lines.verbatim(RULE)
    lines.endLine(1)
  },
  a: writeLink,
  img: writeImage,
  pre(lines, element) {
    lines.endLine(2)
    lines.verbatim(
      withCrLf(textIn(element))
        .replace(/\u00a0/g, ' ')
        .replace(/(\r\n)+$/, ''),
    )
    lines.endLine(2)
  },
  ul: (lines, element) => writeList(lines, element, () => BULLET),
  ol: (lines, element) => writeList(lines, element, (number) => `  ${number}.  `),
  tr: writeRow,
}

function writeLink(lines: Lines, element: HtmlElement): void {
  const address = attributeOf(element, 'href') ?? ''
  writeAll(lines, element.children)
  const shown = textIn(element).trim()
  if (address !== '' && !address.startsWith('#') && address !== shown) lines.verbatim(`<${address}>`)
}

function writeImage(lines: Lines, element: HtmlElement): void {
  const description = attributeOf(element, 'alt') ?? ''
  const source = description === '' ? (attributeOf(element, 'src') ?? '') : description
  if (source !== '' && !source.startsWith('data:')) lines.words(`[${source}]`)
}

function writeList(lines: Lines, element: HtmlElement, mark: (number: number) => string): void {
  lines.endLine(2)
  let number = 0
  for (const node of element.children) {
    if (isElement(node, 'li')) {
      lines.endLine(1)
      lines.verbatim(mark(++number))
      writeAll(lines, node.children)
      lines.endLine(1)
    } else writeAll(lines, [node])
  }
  lines.endLine(2)
}

function writeRow(lines: Lines, element: HtmlElement): void {
  lines.endLine(1)
  const cells = element.children.filter((node) => isElement(node, ...CELLS))
  for (const [at, cell] of cells.entries()) {
    if (at > 0) lines.verbatim('\t')
    if (cell.kind === 'element') writeAll(lines, cell.children)
  }
  lines.endLine(1)
}
