/** Somebody or everybody whom a message names: `<@personEmail:bob@ent-pa.example|Bob>`, `<@all>`. */
export interface MentionTarget {
  readonly by: 'personEmail' | 'personId'
  readonly value: string
}

export interface Rendered {
  readonly html: string
  /** What is left without any markup. */
  readonly text: string
  readonly mentionedPeople: readonly string[]
  readonly isForAll: boolean
}

/** The person whom a mention names, if there is one in the space. */
export type FindMentioned = (
  target: MentionTarget,
) => { readonly id: string; readonly publicId: string; readonly displayName: string } | undefined

const MENTION = /&lt;@(?:(?<all>all)|(?<by>personEmail|personId):(?<value>[^|&]+)(?:\|(?<name>.*?))?)&gt;/

/** @source developer.webex.com, formatting messages: what of Markdown a message may use */
const INLINE: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/`([^`]+)`/g, '<code>$1</code>'],
  [/\*\*([^*]+)\*\*/g, '<strong>$1</strong>'],
  [/(?<![\w*])[*_]([^*_]+)[*_](?![\w*])/g, '<em>$1</em>'],
  [/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2">$1</a>'],
]

/** Turns the Markdown of a message into what clients show. */
export function renderMarkdown(markdown: string, find: FindMentioned): Rendered {
  const mentionedPeople = new Set<string>()
  let isForAll = false

  const marked = replaceMentions(escapeHtml(markdown), ({ by, value, name }) => {
    if (by === 'all') {
      isForAll = true
      return '<spark-mention data-object-type="groupMention" data-group-type="all">All</spark-mention>'
    }
    const person = find({ by, value })
    if (person === undefined) return name ?? value
    mentionedPeople.add(person.id)
    const shown = name ?? escapeHtml(person.displayName)
    return `<spark-mention data-object-type="person" data-object-id="${person.publicId}">${shown}</spark-mention>`
  })
  const html = marked
    .split(/\n{2,}/)
    .map(renderBlock)
    .join('')
  return { html, text: plain(html), mentionedPeople: [...mentionedPeople], isForAll }
}

interface Mention {
  readonly by: 'all' | MentionTarget['by']
  readonly value: string
  readonly name: string | undefined
}

function replaceMentions(text: string, replace: (mention: Mention) => string): string {
  return text.replaceAll(new RegExp(MENTION, 'g'), (mention) => {
    const groups = MENTION.exec(mention)?.groups ?? {}
    const { by = 'all', value = '', name } = groups as Partial<Mention>
    return replace({ by, value, name })
  })
}

function renderBlock(block: string): string {
  const lines = block.split('\n')
  const heading = /^(#{1,6}) +(.*)$/.exec(block)
  if (heading !== null) return tag(`h${heading[1]?.length ?? 1}`, inline(heading[2] ?? ''))
  if (block.startsWith('```')) return tag('pre', tag('code', block.replace(/^```.*\n?|\n?```$/g, '')))
  if (lines.every((line) => line.startsWith('&gt; ')))
    return tag('blockquote', lines.map((line) => inline(line.slice(5))).join('<br/>'))
  if (lines.every((line) => /^[*-] /.test(line))) return tag('ul', items(lines, /^[*-] /))
  if (lines.every((line) => /^\d+\. /.test(line))) return tag('ol', items(lines, /^\d+\. /))
  return tag('p', lines.map(inline).join('<br/>'))
}

const tag = (name: string, content: string): string => `<${name}>${content}</${name}>`

function items(lines: readonly string[], bullet: RegExp): string {
  return lines.map((line) => tag('li', inline(line.replace(bullet, '')))).join('')
}

/** Tags that are there already, such as those of mentions, stay as they are. */
function inline(text: string): string {
  return text
    .split(/(<[^>]+>)/)
    .map((part) =>
      part.startsWith('<') ? part : INLINE.reduce((done, [from, to]) => done.replace(from, to), part),
    )
    .join('')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

function plain(html: string): string {
  const lines = html.replace(/<br\/>|<\/(p|li|h\d|pre|blockquote)>/g, '\n').replace(/<[^>]+>/g, '')
  return Object.entries(ENTITIES)
    .reduceRight((text, [character, entity]) => text.replaceAll(entity, character), lines)
    .trim()
}
