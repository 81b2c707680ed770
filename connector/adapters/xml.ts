import { SaxesParser } from 'saxes'
import { ConnectorError } from '../error.js'

/** An element with its prefix taken off: Exchange names are unique enough without (ews.md 9 swaps m: and t:). */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The element's own character data. */
  readonly text: string
}

interface OpenElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  text: string
}

/** Reads a document into a tree. @throws ConnectorError UNEXPECTED_ANSWER when it is not well-formed. */
export function parseXml(text: string): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' }
  const open: OpenElement[] = [root]
  const parser = new SaxesParser()
  const append = (data: string): void => {
    const top = open.at(-1)
    if (top !== undefined) top.text += data
  }
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name: localName(name), attributes: localAttributes(attributes), children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('error', (cause) => {
    throw new ConnectorError('UNEXPECTED_ANSWER', {
      message: 'The server answered with XML that is not well-formed.',
      cause,
    })
  })
  parser.write(text.replace(/^\uFEFF/, '')).close()
  return root.children[0] ?? root
}

function localAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [localName(name), String(value)]),
  )
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The first descendant reached by walking `path`, or null. */
export function find(element: XmlElement, ...path: string[]): XmlElement | null {
  return path.reduce<XmlElement | null>(
    (at, name) => at?.children.find((child) => child.name === name) ?? null,
    element,
  )
}

/** Text at `path`, or an empty text when there is none. */
export function textAt(element: XmlElement, ...path: string[]): string {
  return find(element, ...path)?.text ?? ''
}

/** Children of the element at `path`, of one name if given. */
export function childrenAt(
  element: XmlElement,
  path: readonly string[],
  name?: string,
): readonly XmlElement[] {
  const children = find(element, ...path)?.children ?? []
  return name === undefined ? children : children.filter((child) => child.name === name)
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
}

/** Text for element content or an attribute; characters that XML 1.0 cannot carry are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"\r]/g, (c) => ESCAPES[c] ?? c)
}
