import type { HtmlAttribute, HtmlElement, HtmlNode } from './html-tree.js'
import { VOID } from './html-vocabulary.js'

interface Open {
  readonly name: string
  readonly children: HtmlNode[]
}

const PARAGRAPH = ['p']
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p']

/** Elements that stand where they are written, and the parents that their start tags would end. @source htmlparser2 */
const ENDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...{ html: [], head: [], meta: [], body: ['head'] },
    ...{ span: [], font: [], b: [], i: [], u: [], em: [], strong: [], small: [], sub: [], sup: [] },
    ...{ br: [], img: [], a: ['a'], 'o:p': [] },
    ...{ p: PARAGRAPH, div: PARAGRAPH, hr: PARAGRAPH, blockquote: PARAGRAPH },
    ...{ h1: HEADINGS, h2: HEADINGS, h3: HEADINGS, h4: HEADINGS },
    ...{ ul: PARAGRAPH, ol: PARAGRAPH, li: ['li'] },
    ...{ table: PARAGRAPH, tbody: ['thead', 'tbody'], tr: ['tr', 'th', 'td'], td: ['thead', 'th', 'td'] },
  }),
)

const SLASH = 0x2f
const NO_ATTRIBUTES: readonly HtmlAttribute[] = []
const WITH_ATTRIBUTES = /^[a-z][a-z0-9:]*(?: [a-z-]+="[^"<>]*")+$/
const ATTRIBUTE = / ([a-z-]+)="([^"]*)"/g

/**
 * The tree of HTML that leaves nothing to be guessed: every element that is opened is closed, in its place, and there
 * are no references and no comments. Undefined for all other HTML. What people write in calendars is mostly like
 * this, and needs no parser that reads it character by character.
 */
export function parsePlainHtml(html: string, maxDepth: number): readonly HtmlNode[] | undefined {
  if (html.includes('&')) return undefined
  const open: Open[] = []
  let top: Open = { name: '', children: [] }

  for (let at = 0; at < html.length;) {
    const start = html.indexOf('<', at)
    if (start < 0) {
      top.children.push({ kind: 'text', text: html.slice(at) })
      break
    }
    if (start > at) top.children.push({ kind: 'text', text: html.slice(at, start) })
    const end = html.indexOf('>', start)
    if (end < 0) return undefined
    at = end + 1

    if (html.charCodeAt(start + 1) === SLASH) {
      const parent = open.pop()
      if (parent === undefined || html.slice(start + 2, end) !== top.name) return undefined
      top = parent
      continue
    }
    const element = plainElement(html.slice(start + 1, end), top.name)
    if (element === undefined || open.length >= maxDepth) return undefined
    top.children.push(element)
    if (VOID.has(element.name)) continue
    open.push(top)
    top = element
  }
  return open.length === 0 ? top.children : undefined
}

type OpenElement = HtmlElement & Open

function plainElement(tag: string, parent: string): OpenElement | undefined {
  const space = tag.indexOf(' ')
  const name = space < 0 ? tag : tag.slice(0, space)
  const ends = ENDS.get(name)
  if (ends === undefined || ends.includes(parent)) return undefined
  const attributes = space < 0 ? NO_ATTRIBUTES : plainAttributes(tag)
  return attributes && { kind: 'element', name, attributes, children: [] }
}

function plainAttributes(tag: string): readonly HtmlAttribute[] | undefined {
  if (!WITH_ATTRIBUTES.test(tag)) return undefined
  const attributes: HtmlAttribute[] = []
  for (const [, name = '', value = ''] of tag.matchAll(ATTRIBUTE))
    if (!attributes.some((attribute) => attribute.name === name)) attributes.push({ name, value })
  return attributes
}
