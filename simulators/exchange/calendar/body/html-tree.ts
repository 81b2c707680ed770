/** HTML as a tree: what the parser gives and the writer takes. Comments and declarations are not in it. */
export type HtmlNode = HtmlText | HtmlElement

export interface HtmlText {
  readonly kind: 'text'
  /** Without entities. */
  readonly text: string
}

export interface HtmlElement {
  readonly kind: 'element'
  /** In lower case. */
  readonly name: string
  readonly attributes: readonly HtmlAttribute[]
  readonly children: readonly HtmlNode[]
}

export interface HtmlAttribute {
  readonly name: string
  readonly value: string
}

export function isElement(node: HtmlNode, ...names: readonly string[]): node is HtmlElement {
  return node.kind === 'element' && (names.length === 0 || names.includes(node.name))
}

export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value
}

/** An element with one attribute set, where it was or at the end. */
export function withAttribute(element: HtmlElement, name: string, value: string): HtmlElement {
  const others = element.attributes.filter((attribute) => attribute.name !== name)
  return { ...element, attributes: [...others, { name, value }] }
}

/** The text of a node and of all below it. */
export function textIn(node: HtmlNode): string {
  return node.kind === 'text' ? node.text : node.children.map(textIn).join('')
}

/** Replaces elements from the leaves up: by another, by several nodes, or by nothing. */
export function mapElements(
  nodes: readonly HtmlNode[],
  change: (element: HtmlElement) => readonly HtmlNode[],
): readonly HtmlNode[] {
  const changed: HtmlNode[] = []
  for (const node of nodes) {
    if (node.kind === 'text') changed.push(node)
    else changed.push(...change({ ...node, children: mapElements(node.children, change) }))
  }
  return changed
}
