/** An element of an answer: its name with prefix, and its text or its children. */
export type SiteElement = readonly [name: string, content: string | readonly SiteElement[]]

/** Attributes by name. */
export type Attributes = Readonly<Record<string, string>>

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// What XML 1.0 cannot hold is left out: it would make the whole answer unreadable.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)

const escapeAttribute = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)

/** An element without children ends itself, one whose text is empty has an end tag. @observed webex_xml_api, recorded replies */
export function writeElement(name: string, content: SiteElement[1], attributes: Attributes = {}): string {
  const start = `${name}${Object.entries(attributes).map(writeAttribute).join('')}`
  if (content.length === 0 && typeof content !== 'string') return `<${start}/>`
  return `<${start}>${typeof content === 'string' ? escapeText(content) : writeElements(content)}</${name}>`
}

function writeElements(elements: readonly SiteElement[]): string {
  return elements.map(([name, content]) => writeElement(name, content)).join('')
}

function writeAttribute([name, value]: readonly [string, string]): string {
  return ` ${name}="${escapeAttribute(value)}"`
}
