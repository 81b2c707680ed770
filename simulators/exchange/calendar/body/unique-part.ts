import type { HtmlDocument } from './html-document.js'
import { attributeOf, isElement, textIn, type HtmlElement, type HtmlNode } from './html-tree.js'

/** Text without the message that it answers, at its end. */
export function uniqueText(text: string): string {
  const start = text.search(QUOTE_START)
  return start < 0 ? text : text.slice(0, start)
}

/** Where clients begin the message that they answer. @observed in mail of Outlook, OWA, Apple Mail and Gmail */
const QUOTE_START =
  /^(_{10,}\r\n(From|Sent|Von): |-{5} ?Original (Message|Appointment) ?-{5}|(From: .*\r\nSent: )|On .{6,160} wrote:\r\n|>)/m

/** A body without the message that it answers: what stands at and behind the beginning of that. */
export function uniquePart(document: HtmlDocument): HtmlDocument {
  return { ...document, body: before(document.body).nodes }
}

interface Kept {
  readonly nodes: readonly HtmlNode[]
  readonly isCut: boolean
}

function before(nodes: readonly HtmlNode[]): Kept {
  const kept: HtmlNode[] = []
  for (const node of nodes) {
    if (beginsQuote(node)) return { nodes: withoutRule(kept), isCut: true }
    if (node.kind === 'text') {
      kept.push(node)
      continue
    }
    const inside = before(node.children)
    kept.push({ ...node, children: inside.nodes })
    if (inside.isCut) return { nodes: kept, isCut: true }
  }
  return { nodes: kept, isCut: false }
}

/** The line above the quoted message belongs to it. */
function withoutRule(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  let end = nodes.length
  while (end > 0 && isSpaceOrRule(nodes[end - 1])) end--
  return nodes.slice(end).some((node) => isElement(node, 'hr')) ? nodes.slice(0, end) : nodes
}

function isSpaceOrRule(node: HtmlNode | undefined): boolean {
  if (node === undefined) return false
  return isElement(node, 'hr') || (node.kind === 'text' && node.text.trim() === '')
}

function beginsQuote(node: HtmlNode): boolean {
  if (node.kind === 'text') return /^\s*-{5} ?Original (Message|Appointment) ?-{5}/.test(node.text)
  return isQuote(node) || isOutlookHeader(node)
}

function isQuote(element: HtmlElement): boolean {
  const id = attributeOf(element, 'id') ?? ''
  if (/(^|_)(divRplyFwdMsg|appendonsend)$/.test(id)) return true
  if (element.name === 'blockquote') return attributeOf(element, 'type') === 'cite'
  return /\bgmail_(quote|attr)\b/.test(attributeOf(element, 'class') ?? '')
}

/** A block with a line above that begins with the sender. */
function isOutlookHeader(element: HtmlElement): boolean {
  const hasLine = /border-top: ?solid #(e1e1e1|b5c4df)/i.test(attributeOf(element, 'style') ?? '')
  return element.name === 'div' && hasLine && /^\s*(From|Von|De): ?/.test(textIn(element))
}
