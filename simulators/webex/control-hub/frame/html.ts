/** A piece of HTML. Whatever is put into one is escaped, but for other pieces. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Content = Html | string | number | null | readonly Content[]

export function html(texts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const pieces = texts.map((text, at) => text + render(contents[at] ?? null))
  return new Html(pieces.join(''))
}

/** An attribute that is there or not, such as `checked`. */
export function attribute(name: string, isThere: boolean): Html {
  return new Html(isThere ? ` ${name}` : '')
}

function render(content: Content): string {
  if (content === null) return ''
  if (content instanceof Html) return content.text
  if (typeof content === 'object') return content.map(render).join('')
  return escapeHtml(String(content))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
