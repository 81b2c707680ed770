import type { Body } from '../item.js'
import { escapeHtml, decodeEntities, dropHidden, withCrLf } from './html.js'
import { appendHtml, renderHtmlDocument } from './html-document.js'

/** What a reader asks for; `Best` is the stored format. */
export type BodyForm = 'Best' | 'HTML' | 'Text'

/** A stored body as `GetItem` returns it. @source ews.md 5.6 */
export function convertBody(body: Body, form: BodyForm): Body {
  const type = form === 'Best' ? body.type : form
  if (type === 'Text')
    return { type, text: body.type === 'Text' ? withCrLf(body.text) : htmlToText(body.text) }
  return { type, text: renderHtmlDocument(body.type === 'HTML' ? body.text : textToHtml(body.text)) }
}

/** A stored body with text at its end; `more` must be of the same format. */
export function appendBody(body: Body, more: string): Body {
  return { type: body.type, text: body.type === 'HTML' ? appendHtml(body.text, more) : body.text + more }
}

/** Plain text with CRLF lines; a link keeps its address in angle brackets. @inferred */
export function htmlToText(html: string): string {
  const text = dropHidden(html.replace(/<head\b[\s\S]*?<\/head\s*>/i, ''))
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<a\b[^>]*?href\s*=\s*["']([^"']*)["'][^>]*>(.*?)<\/a\s*>/gi, linkText)
    .replace(/ ?<br\s*\/?> ?/gi, '\r\n')
    .replace(/ ?<\/(p|div|h[1-6]|li|tr|table|ul|ol|blockquote)\s*> ?/gi, '\r\n')
    .replace(/<li\b[^>]*>/gi, '* ')
    .replace(/<[^>]*>/g, '')
  return decodeEntities(text)
    .replace(/\u00a0/g, ' ')
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/^(\r\n)+|(\r\n)+$/g, '')
}

function linkText(_link: string, address: string, text: string): string {
  const shown = text.replace(/<[^>]*>/g, '').trim()
  const target = address.replace(/^mailto:/i, '')
  return shown === target || shown === address ? shown : `${shown}&lt;${address}&gt;`
}

function textToHtml(text: string): string {
  const lines = escapeHtml(text).split(/\r\n|\r|\n/)
  return `<body>\r\n<div class="PlainText">${lines.join('<br>\r\n')}</div>\r\n</body>`
}
