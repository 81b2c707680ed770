import { SaxesParser } from 'saxes'

/** An element as a reader that knows nothing of EWS sees it. */
export interface XmlElement {
  readonly uri: string
  readonly local: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  readonly text: string
  /** The namespaces in scope, by prefix. */
  readonly namespaces: Readonly<Record<string, string>>
}

export interface XmlAttribute {
  readonly uri: string
  readonly local: string
  readonly value: string
}

interface Draft extends XmlElement {
  attributes: XmlAttribute[]
  children: XmlElement[]
  text: string
}

/** Reads a document; undefined when it is not well-formed. */
export function readXmlTree(document: string): XmlElement | undefined {
  const root: Draft = { uri: '', local: '', attributes: [], children: [], text: '', namespaces: {} }
  const open: Draft[] = [root]
  const parser = new SaxesParser({ xmlns: true })
  let isWellFormed = true
  const addText = (text: string) => void ((open.at(-1) ?? root).text += text)
  parser.on('error', () => void (isWellFormed = false))
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentag', ({ uri, local, attributes, ns }) => {
    const parent = open.at(-1) ?? root
    const namespaces = { ...parent.namespaces, ...ns }
    const own = Object.values(attributes).map((each) => ({
      uri: each.uri,
      local: each.local,
      value: each.value,
    }))
    const element: Draft = { uri, local, attributes: own, children: [], text: '', namespaces }
    parent.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(document).close()
  return isWellFormed ? root.children[0] : undefined
}
