import type { Body } from '../item.js'
import { applyWishes, wishesNothing, type HtmlWishes } from './filter-html.js'
import { normalizeHtml, readDocument, writeDocument, type HtmlDocument } from './html-document.js'
import { htmlToText } from './html-to-text.js'
import type { HtmlNode } from './html-tree.js'
import { normalizedPart } from './normalized-part.js'
import { possibleText, withCrLf } from './text-form.js'
import { textToHtml } from './text-to-html.js'
import { uniquePart, uniqueText } from './unique-part.js'
import { writeHtml, type WrittenHtml } from './write-html.js'

/** What a reader asks for; `Best` is the stored format. */
export type BodyForm = 'Best' | 'HTML' | 'Text'

/** Which of the bodies of an item: as it is, without what it quotes, or to be put into another. */
export type BodyPart = 'whole' | 'unique' | 'normalized'

export interface BodyQuestion {
  readonly form: BodyForm
  readonly part: BodyPart
  readonly wishes: HtmlWishes
  /** In characters. */
  readonly maximum: number | undefined
}

export interface ShownBody extends Body {
  readonly isTruncated: boolean
}

/** A body as it is stored, in the format in which it was written. @source ews.md 5.6 */
export function storedBody(type: Body['type'], written: string): Body {
  return { type, text: type === 'HTML' ? normalizeHtml(written) : withCrLf(written) }
}

/** A stored body with more of the same format at its end, in HTML inside the `body` element. @source ews.md 4.6 */
export function appendBody(stored: Body, more: string): Body {
  if (stored.type === 'Text') return storedBody('Text', stored.text + more)
  const document = readDocument(stored.text)
  const body: readonly HtmlNode[] = [...document.body, ...readDocument(more).body]
  return storedBody('HTML', writeDocument({ ...document, body }).text)
}

const converted = new WeakMap<Body, Body>()

/** A stored body in the other format; each record is converted once. */
function convert(body: Body): Body {
  let other = converted.get(body)
  if (other === undefined) {
    other =
      body.type === 'HTML'
        ? { type: 'Text', text: htmlToText(body.text) }
        : { type: 'HTML', text: textToHtml(body.text) }
    converted.set(body, other)
  }
  return other
}

/** A stored body as text. */
export function textOf(body: Body): string {
  return body.type === 'Text' ? body.text : convert(body).text
}

/** A stored body as an HTML document. */
export function htmlOf(body: Body): string {
  if (body.type === 'Text') return convert(body).text
  return body.text === '' ? normalizeHtml('') : body.text
}

/** A stored body as `GetItem` returns it. @source ews.md 5.6 */
export function showBody(body: Body, question: BodyQuestion): ShownBody {
  const type = question.form === 'Best' ? body.type : question.form
  return type === 'Text' ? showText(body, question) : showHtml(htmlOf(body), question)
}

function showText(body: Body, { part, maximum = Infinity }: BodyQuestion): ShownBody {
  const whole = textOf(body)
  const text = part === 'unique' ? uniqueText(whole) : whole
  return { type: 'Text', text: possibleText(text.slice(0, maximum)), isTruncated: text.length > maximum }
}

function showHtml(html: string, { part, wishes, maximum }: BodyQuestion): ShownBody {
  const isLong = maximum !== undefined && html.length > maximum
  if (part === 'whole' && wishesNothing(wishes) && !isLong)
    return { type: 'HTML', text: html, isTruncated: false }
  const document = applyWishes(readDocument(html), wishes)
  return { type: 'HTML', ...WRITERS[part](document, maximum) }
}

const WRITERS: Readonly<Record<BodyPart, (document: HtmlDocument, maximum?: number) => WrittenHtml>> = {
  whole: writeDocument,
  normalized: (document, maximum) => writeHtml(normalizedPart(document), maximum),
  /** @inferred from bodies in conversations, which have no head */
  unique(document, maximum) {
    const { text, isTruncated } = writeHtml(uniquePart(document).body, maximum)
    return { text: `<html><body>${text}</body></html>`, isTruncated }
  },
}

const PREVIEW_LENGTH = 255

/** The beginning of a body on one line. */
export function previewOf(body: Body): string {
  return textOf(body).replace(/\s+/g, ' ').trim().slice(0, PREVIEW_LENGTH)
}
