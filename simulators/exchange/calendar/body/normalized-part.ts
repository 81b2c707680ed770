import type { HtmlDocument } from './html-document.js'
import { mapElements, type HtmlElement, type HtmlNode } from './html-tree.js'

const RENAMED = new Set(['id', 'class', 'for', 'name'])

/**
 * A body as something to be put into another body: without the document around it, styles in front, its own
 * names prefixed so that they do not meet those of the other. @source NormalizedBody (Exchange web service
 * reference); the prefix is @observed in replies of Outlook on the web, which quote such bodies
 */
export function normalizedPart({ head, body, bodyAttributes }: HtmlDocument): readonly HtmlNode[] {
  const styles = head.filter((node) => node.kind === 'element' && node.name === 'style')
  const attributes = bodyAttributes.filter(({ name }) => ['style', 'dir', 'lang'].includes(name))
  const content: HtmlElement = { kind: 'element', name: 'div', attributes, children: body }
  return mapElements([...styles.map(renamedStyle), content], (element) => [prefixed(element)])
}

function prefixed(element: HtmlElement): HtmlElement {
  const attributes = element.attributes.map(({ name, value }) =>
    RENAMED.has(name) ? { name, value: value.replace(/[^\s]+/g, 'x_$&') } : { name, value },
  )
  return { ...element, attributes }
}

/** `.name` and `#name` before a rule. */
function renamedStyle(style: HtmlNode): HtmlNode {
  if (style.kind === 'text') return { kind: 'text', text: renameSelectors(style.text) }
  return { ...style, children: style.children.map(renamedStyle) }
}

function renameSelectors(css: string): string {
  const pieces = css.split(/([{}])/)
  return pieces
    .map((piece, at) => (pieces[at + 1] === '{' ? piece.replace(/([.#])(?=[A-Za-z_-])/g, '$1x_') : piece))
    .join('')
}
