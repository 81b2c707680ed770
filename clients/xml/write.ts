type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** Escapes text for element content and attribute values alike. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character)
}

/** Renders `<name attributes>content</name>`; the content is ready XML. Attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes = {}, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`
}

/** Renders `<name>text</name>`, or nothing for an undefined value: absent values are omitted, never empty. */
export function textElement(name: string, value: string | number | boolean | undefined): string {
  return value === undefined ? '' : element(name, {}, escapeXml(String(value)))
}
