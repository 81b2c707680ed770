import { attributeOf, isElement, type HtmlAttribute, type HtmlElement, type HtmlNode } from './html-tree.js'
import { ATTRIBUTES, ELEMENTS, IN_HEAD } from './html-vocabulary.js'
import { parseHtml } from './parse-html.js'
import { writeHtml, writeStartTag, type WrittenHtml } from './write-html.js'

/** A document in its parts, without what a body does not keep. */
export interface HtmlDocument {
  readonly htmlAttributes: readonly HtmlAttribute[]
  readonly bodyAttributes: readonly HtmlAttribute[]
  readonly head: readonly HtmlNode[]
  readonly body: readonly HtmlNode[]
  /** No element was dropped, so that none came together with one that it had not stood beside. */
  readonly isWhole: boolean
}

/** What every document that the product returns begins with, whatever its own charset was. @source ews.md 5.6 */
export const CHARSET = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'

/** Reads a document or a fragment: comments, unknown elements and unknown attributes are gone. @source ews.md 5.6 */
export function readDocument(html: string): HtmlDocument {
  const parts = { html: [] as HtmlAttribute[], body: [] as HtmlAttribute[] }
  const head: HtmlNode[] = []
  const body: HtmlNode[] = []

  function take(nodes: readonly HtmlNode[], into: HtmlNode[]): void {
    for (const node of nodes) {
      if (node.kind === 'text') into.push(node)
      else if (node.name === 'head') take(node.children, head)
      else if (node.name === 'html' || node.name === 'body') {
        parts[node.name].push(...node.attributes)
        take(node.children, body)
      } else into.push(node)
    }
  }
  take(parseHtml(html), body)

  const dropped: Dropped = { isAny: false }
  const kept = known(head, dropped)
  const isOfHead = (node: HtmlNode) => isElement(node) && IN_HEAD.has(node.name)
  return {
    htmlAttributes: knownAttributes(parts.html),
    bodyAttributes: knownAttributes(parts.body),
    head: kept.filter(isOfHead),
    body: trimmed([...kept.filter((node) => !isOfHead(node)), ...known(body, dropped)]),
    isWhole: !dropped.isAny,
  }
}

/** A document in the form in which the product keeps and returns it. @source ews.md 5.6 */
export function writeDocument(document: HtmlDocument, maximum?: number): WrittenHtml {
  const head = writeHtml(document.head).text
  const start = [
    `${writeStartTag('html', document.htmlAttributes)}\r\n<head>\r\n${CHARSET}\r\n`,
    head === '' ? '' : `${head}\r\n`,
    `</head>\r\n${writeStartTag('body', document.bodyAttributes)}\r\n`,
  ].join('')
  const end = '</body>\r\n</html>\r\n'
  const body = writeHtml(document.body, maximum && Math.max(maximum - start.length - end.length, 0))
  const lineEnd = body.text === '' || body.text.endsWith('\r\n') ? '' : '\r\n'
  return { text: start + body.text + lineEnd + end, isTruncated: body.isTruncated }
}

/** A few rounds settle every document. */
const MAX_ROUNDS = 8

/**
 * A document as it is stored: reading and writing it again changes nothing. Elements that came together
 * because what stood between them was dropped take another round (a paragraph ends the one it stands in).
 */
export function normalizeHtml(html: string): string {
  let before = html
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const document = readDocument(before)
    const after = writeDocument(document).text
    if (document.isWhole || after === before) return after
    before = after
  }
  return before
}

interface Dropped {
  isAny: boolean
}

/** Of an element that is not known, the content stays. */
function known(nodes: readonly HtmlNode[], dropped: Dropped): readonly HtmlNode[] {
  const kept: HtmlNode[] = []
  for (const node of nodes) {
    if (node.kind === 'text') kept.push(node)
    else if (!ELEMENTS.has(node.name)) {
      dropped.isAny = true
      for (const child of known(node.children, dropped)) kept.push(child)
    } else if (node.name !== 'meta' || !saysCharset(node)) {
      const { name, attributes } = node
      const children = known(node.children, dropped)
      kept.push({ kind: 'element', name, attributes: knownAttributes(attributes), children })
    }
  }
  return kept
}

function saysCharset(meta: HtmlElement): boolean {
  const isContentType = attributeOf(meta, 'http-equiv')?.toLowerCase() === 'content-type'
  return isContentType || attributeOf(meta, 'charset') !== undefined
}

function knownAttributes(attributes: readonly HtmlAttribute[]): readonly HtmlAttribute[] {
  if (attributes.length === 0) return attributes
  const seen = new Set<string>()
  return attributes.filter(({ name }) => {
    const isKept = ATTRIBUTES.has(name) && !seen.has(name)
    seen.add(name)
    return isKept
  })
}

const SPACE = /^[ \t\r\n\f]*$/

/** Without the spaces at both ends. */
function trimmed(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  const isSpace = (node: HtmlNode) => node.kind === 'text' && SPACE.test(node.text)
  let from = 0
  let to = nodes.length
  for (let node = nodes[from]; node !== undefined && isSpace(node); node = nodes[from]) from++
  for (let node = nodes[to - 1]; to > from && node !== undefined && isSpace(node); node = nodes[to - 1]) to--
  return nodes.slice(from, to).map((node, at, { length }) => {
    if (node.kind !== 'text') return node
    const text = at === 0 ? node.text.replace(/^[ \t\r\n\f]+/, '') : node.text
    return { kind: 'text', text: at === length - 1 ? text.replace(/[ \t\r\n\f]+$/, '') : text }
  })
}
