/** Enough of HTML to convert bodies as the product does: text, tags and entities, no document tree. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = name[1] === 'x' || name[1] === 'X' ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0x10ffff ? whole : String.fromCodePoint(code)
  })
}

/** Text in which every line ends in CRLF. */
export function withCrLf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n')
}

/** Without comments and without elements that are never shown as content. */
export function dropHidden(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(script|style|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
}
