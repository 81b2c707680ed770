import type { HtmlDocument } from './html-document.js'
import { attributeOf, mapElements, withAttribute, type HtmlElement, type HtmlNode } from './html-tree.js'

/** What an `m:ItemShape` asks to be done to HTML bodies. @source ews.md 3.1 */
export interface HtmlWishes {
  /** Leave out what could run or send something. */
  readonly filter: boolean
  readonly blockExternalImages: boolean
  readonly blankTargets: boolean
  /** The address of a picture that is an attachment: `{id}` stands for its content id. */
  readonly inlineImageUrl: string | undefined
}

export function wishesNothing({
  filter,
  blockExternalImages,
  blankTargets,
  inlineImageUrl,
}: HtmlWishes): boolean {
  return !filter && !blockExternalImages && !blankTargets && inlineImageUrl === undefined
}

/** @inferred; `target` and `rel` are @observed in filtered bodies of Exchange Online */
export function applyWishes(document: HtmlDocument, wishes: HtmlWishes): HtmlDocument {
  const change = (nodes: readonly HtmlNode[]) => mapElements(nodes, (element) => changed(element, wishes))
  return { ...document, head: change(document.head), body: change(document.body) }
}

const UNSAFE = new Set([
  ...['applet', 'base', 'embed', 'frame', 'frameset', 'iframe', 'link', 'meta', 'object', 'param', 'script'],
])
/** Of these the content stays. */
const UNWRAPPED = new Set(['form', 'button', 'noscript'])

function changed(element: HtmlElement, wishes: HtmlWishes): readonly HtmlNode[] {
  const { name } = element
  if (wishes.filter && UNSAFE.has(name)) return []
  if (wishes.filter && UNWRAPPED.has(name)) return element.children
  const safe = wishes.filter ? withoutScripts(element) : element
  if (name === 'a' && wishes.blankTargets && attributeOf(safe, 'href') !== undefined)
    return [blankTarget(safe)]
  return name === 'img' ? [image(safe, wishes)] : [safe]
}

function withoutScripts(element: HtmlElement): HtmlElement {
  const attributes = element.attributes.filter(
    ({ name, value }) => !name.startsWith('on') && !/^[\s\u0000-\u001f]*(java|vb)script:/i.test(value),
  )
  return { ...element, attributes }
}

function blankTarget(link: HtmlElement): HtmlElement {
  return withAttribute(withAttribute(link, 'target', '_blank'), 'rel', 'noreferrer noopener')
}

function image(element: HtmlElement, { blockExternalImages, inlineImageUrl }: HtmlWishes): HtmlElement {
  const source = attributeOf(element, 'src') ?? ''
  if (inlineImageUrl !== undefined && /^cid:/i.test(source)) {
    return withAttribute(element, 'src', inlineImageUrl.replace('{id}', encodeURIComponent(source.slice(4))))
  }
  if (!blockExternalImages || !/^(https?:)?\/\//i.test(source)) return element
  return { ...element, attributes: element.attributes.filter(({ name }) => name !== 'src') }
}
