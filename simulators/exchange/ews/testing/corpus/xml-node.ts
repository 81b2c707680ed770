import {
  INSTANCE_NAMESPACE,
  MESSAGES_NAMESPACE,
  SOAP_NAMESPACE,
  TYPES_NAMESPACE,
} from '../../codec/namespaces.js'

/** An element of a document that is being made. Names are prefixed: `t:`, `m:`, `xsi:`, `soap:`, `x:` or none. */
export interface XmlNode {
  name: string
  attributes: [name: string, value: string][]
  content: (XmlNode | string)[]
}

export function elementsOf(node: XmlNode): XmlNode[] {
  return node.content.filter((each) => typeof each !== 'string')
}

/** An element and all below it, in the order of the document. */
export function descendants(node: XmlNode): XmlNode[] {
  return [node, ...elementsOf(node).flatMap(descendants)]
}

export function textOf(node: XmlNode): string {
  return node.content.filter((each) => typeof each === 'string').join('')
}

const NAMESPACES: Readonly<Record<string, string>> = {
  m: MESSAGES_NAMESPACE,
  t: TYPES_NAMESPACE,
  xsi: INSTANCE_NAMESPACE,
  soap: SOAP_NAMESPACE,
  x: 'urn:not-exchange',
}

/** How a document is written; whichever it is, it says the same. */
export interface Style {
  /** What the client calls the prefixes of the tables. */
  readonly prefixes: Readonly<Record<string, string>>
  /** Declare the namespace on each element instead of using prefixes. */
  readonly defaultNamespaces?: true
  /** Stands between elements that contain no text: white space, a comment, an instruction. */
  readonly between?: string
  readonly escapeText: (text: string) => string
  readonly selfClose?: true
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;').replaceAll(']]>', ']]&gt;')
const escapeAttribute = (text: string) =>
  escape(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

const PLAIN: Style = { prefixes: {}, escapeText: escape }

/** The legal forms in which clients write the same document. @source ews.md 1.2 */
export const STYLES: Readonly<Record<string, Style>> = {
  plain: PLAIN,
  'other prefixes': { ...PLAIN, prefixes: { m: 'ns1', t: 'ns0' }, selfClose: true },
  'default namespaces': { ...PLAIN, defaultNamespaces: true },
  indented: { ...PLAIN, between: '\r\n\t  ', selfClose: true },
  'comments and instructions': { ...PLAIN, between: '<!-- <odd/> & --><?odd pi?>' },
  'character sections': {
    ...PLAIN,
    escapeText: (text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`,
  },
  'character references': {
    ...PLAIN,
    escapeText: (text) => [...text].map((each) => `&#x${each.codePointAt(0)?.toString(16)};`).join(''),
  },
}

export function renderDocument(root: XmlNode, style: Style = PLAIN): string {
  const prefixOf = (prefix: string) => style.prefixes[prefix] ?? prefix
  const declarations = Object.entries(NAMESPACES)
    .map(([prefix, uri]) => ` xmlns:${prefixOf(prefix)}="${uri}"`)
    .join('')

  function tagOf(name: string): { tag: string; declaration: string } {
    const [local = '', prefix = ''] = name.split(':').reverse()
    if (prefix === '') return { tag: local, declaration: ' xmlns=""' }
    if (!style.defaultNamespaces) return { tag: `${prefixOf(prefix)}:${local}`, declaration: '' }
    return { tag: local, declaration: ` xmlns="${NAMESPACES[prefix]}"` }
  }

  function render(node: XmlNode, isRoot: boolean): string {
    const { tag, declaration } = tagOf(node.name)
    const attributes = node.attributes.map(([name, value]) => {
      const [local = '', prefix = ''] = name.split(':').reverse()
      const written = prefix === '' || prefix === 'xml' ? name : `${prefixOf(prefix)}:${local}`
      const meant =
        name === 'xsi:type'
          ? value.replace(/^(\s*)(\w+):/, (_, space: string, used: string) => `${space}${prefixOf(used)}:`)
          : value
      return ` ${written}="${escapeAttribute(meant)}"`
    })
    const start = `${tag}${isRoot ? declarations : ''}${declaration}${attributes.join('')}`
    if (node.content.length === 0 && style.selfClose) return `<${start}/>`
    return `<${start}>${contentOf(node)}</${tag}>`
  }

  function contentOf(node: XmlNode): string {
    const gap = style.between !== undefined && elementsOf(node).length > 0 ? style.between : ''
    const parts = node.content.map((each) =>
      typeof each === 'string' ? (each === '' ? '' : style.escapeText(each)) : render(each, false),
    )
    return gap + parts.map((part) => part + gap).join('')
  }

  return render(root, true)
}
