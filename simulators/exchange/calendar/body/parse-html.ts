import { Parser } from 'htmlparser2'
import type { HtmlAttribute, HtmlElement, HtmlNode } from './html-tree.js'

interface Open {
  readonly name: string
  readonly attributes: HtmlAttribute[]
  readonly children: HtmlNode[]
}

/** Of deeper elements only the content stays, so that no tree is too deep to be walked. */
const MAX_DEPTH = 256
/** Beyond this, where the parser becomes slow, the rest of a document is taken for text. */
const HOPELESS_DEPTH = 2000
const CHUNK_LENGTH = 8192

/** The one adapter to the HTML parser: tag soup in, a tree without comments out. */
export function parseHtml(html: string): readonly HtmlNode[] {
  const root: Open = { name: '', attributes: [], children: [] }
  const open: Open[] = [root]
  const top = () => open.at(-1) ?? root

  const parser = new Parser({
    onopentagname(name) {
      const children = open.length > MAX_DEPTH ? top().children : []
      open.push({ name, attributes: [], children })
    },
    onattribute(name, value) {
      const { attributes } = top()
      if (!attributes.some((attribute) => attribute.name === name)) attributes.push({ name, value })
    },
    ontext(text) {
      append(top().children, text)
    },
    onclosetag() {
      const closed = open.pop()
      if (closed !== undefined) attach(open, closed)
    },
  })
  for (let at = 0; at < html.length; at += CHUNK_LENGTH) {
    if (open.length > HOPELESS_DEPTH) {
      append(top().children, html.slice(at).replace(/<[^<>]*>/g, ''))
      break
    }
    parser.write(html.slice(at, at + CHUNK_LENGTH))
  }
  parser.end()
  return root.children
}

function attach(open: readonly Open[], { name, attributes, children }: Open): void {
  const parent = open.at(-1)
  if (parent === undefined) return
  const element: HtmlElement = { kind: 'element', name, attributes, children }
  if (children !== parent.children) parent.children.push(element)
}

/** The parser gives text in pieces. */
function append(children: HtmlNode[], text: string): void {
  const last = children.at(-1)
  if (last?.kind === 'text') children[children.length - 1] = { kind: 'text', text: last.text + text }
  else children.push({ kind: 'text', text })
}
